"""Pairs that the peer `rensa` finds, with the settings its pages recommend: 128 permutations, 32 bands.

In, as arguments: a file of lines {"id", "text"} and thresholds. Out: for each threshold a line
{"seconds", "version", "pairs"}; processor time without the reading of JSON and the start of Python.
"""
import json
import re
import sys
import time

import rensa

texts = [json.loads(line) for line in open(sys.argv[1])]
word = re.compile(r"\w+")
for threshold in map(float, sys.argv[2:]):
    started = time.process_time()
    runs = []
    for text in texts:
        words = word.findall(text["text"].lower())
        runs.append([" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))])
    hashes = rensa.RMinHash.from_token_sets(runs, 128, 42)
    index = rensa.RMinHashLSH(threshold, 128, 32)
    index.insert_many(hashes)
    pairs = []
    for one, mine in enumerate(hashes):
        for other in index.query(mine):
            if one < other and mine.jaccard(hashes[other]) >= threshold:
                pairs.append((texts[one]["id"], texts[other]["id"]))
    seconds = time.process_time() - started
    version = getattr(rensa, "__version__", "?")
    print(json.dumps({"seconds": seconds, "version": version, "pairs": pairs}))

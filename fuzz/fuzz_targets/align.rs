//! Texts parted by a form feed: copies of each other as far as they share words. Passages are symmetric,
//! spans lie in their texts, no stemma has a cycle, and an apparatus holds every word once.

#![no_main]

use firsthand_stemma::{Exemplar, Witness, align, apparatus, signature, trace};

libfuzzer_sys::fuzz_target!(|whole: &str| {
    let texts: Vec<&str> = whole.split('\x0c').take(8).collect();
    let ids: Vec<String> = (0..texts.len()).map(|at| at.to_string()).collect();
    let witnesses: Vec<Witness<'_>> = texts
        .iter()
        .zip(&ids)
        .map(|(&text, id)| Witness {
            id,
            text,
            title: text.lines().next(),
            hand: Some(id),
            published: None,
            credited: if text.len() % 2 == 0 { vec!["0"] } else { Vec::new() },
            is_agency: text.len() % 5 == 0,
            address: None,
        })
        .collect();
    if let [a, b, ..] = texts[..] {
        let (x, y) = (signature(a), signature(b));
        let there = align(&x, &y);
        let mut back: Vec<_> = align(&y, &x).into_iter().map(|passage| (passage.b, passage.a)).collect();
        back.sort();
        assert_eq!(there.iter().map(|passage| (passage.a, passage.b)).collect::<Vec<_>>(), back);
        for passage in there {
            assert!(a.get(passage.a.start..passage.a.end).is_some_and(|words| !words.is_empty()));
            assert!(b.get(passage.b.start..passage.b.end).is_some_and(|words| !words.is_empty()));
        }
    }
    let spots = apparatus(&texts);
    for (at, text) in texts.iter().enumerate() {
        for pair in spots.windows(2) {
            assert!(pair[0].spans[at].end <= pair[1].spans[at].start);
        }
        assert!(spots.iter().all(|spot| text.get(spot.spans[at].start..spot.spans[at].end).is_some()));
    }
    let found = trace(&witnesses);
    for family in &found.families {
        let held = |witness: usize| {
            let copying = family.copyings.iter().find(|copying| copying.copy == witness)?;
            match copying.exemplar {
                Exemplar::Held(held) => Some(held),
                Exemplar::Lost => None,
            }
        };
        for &witness in &family.witnesses {
            let mut at = witness;
            for _ in 0..family.witnesses.len() {
                let Some(next) = held(at) else { break };
                assert_ne!(next, witness, "a cycle");
                at = next;
            }
        }
        let segments =
            family.segments.iter().flat_map(|segment| segment.readings.iter().chain(&segment.text));
        for reading in segments.chain(family.edits.iter().flat_map(|edit| &edit.readings)) {
            let inside =
                |span: firsthand_text::Span| texts[reading.witness].get(span.start..span.end).is_some();
            assert!(reading.span.is_none_or(inside));
        }
    }
});

//! Names in the texts of `corpus/names`, which were marked by hand.
//!
//! A name counts when its span and its kind are right. `dev.txt` was looked at while the rules were
//! written, `test.txt` was not. `SHOW=dev cargo test -p firsthand-claim --test names -- --nocapture`
//! prints what is wrong.

use firsthand_claim::tag::marked::{Marked, read};
use firsthand_claim::tag::{NameKind, Tagged};
use firsthand_claim::{ActorKind, named};

fn texts(part: &str) -> Vec<Marked> {
    let path = format!("{}/../../corpus/names/{part}.txt", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read_to_string(&path).expect("the corpus is part of the repository");
    read(&file).expect("marks are well formed")
}

/// Found, right and wanted.
#[derive(Default, Clone, Copy)]
struct Counts([usize; 3]);

impl Counts {
    fn f1(self) -> f64 {
        let [found, right, wanted] = self.0;
        2.0 * right as f64 / (found + wanted).max(1) as f64
    }
}

#[expect(clippy::print_stdout, reason = "figures are what this test is for")]
fn measure(part: &str) -> Counts {
    const KINDS: [NameKind; 3] = [NameKind::Person, NameKind::Organisation, NameKind::Place];
    let show = std::env::var("SHOW").is_ok_and(|show| show == part);
    let mut kinds = [Counts::default(); 3];
    let mut acting = Counts::default();
    for text in texts(part) {
        let names = named(&text.text).names;
        let found: Vec<_> = names
            .iter()
            .map(|name| {
                let kind = match name.kind {
                    ActorKind::Person => NameKind::Person,
                    ActorKind::Organisation => NameKind::Organisation,
                    _ => NameKind::Place,
                };
                (name.span, kind)
            })
            .collect();
        let wanted: Vec<_> = text.names.iter().map(|name| (name.0, name.1)).collect();
        for (kind, counts) in KINDS.iter().zip(&mut kinds) {
            let of = |list: &[(firsthand_text::Span, NameKind)]| list.iter().filter(|n| n.1 == *kind).count();
            counts.0[0] += of(&found);
            counts.0[1] += found.iter().filter(|name| name.1 == *kind && wanted.contains(name)).count();
            counts.0[2] += of(&wanted);
        }
        for name in names.iter().filter(|name| name.kind == ActorKind::Government) {
            acting.0[0] += 1;
            let right = text.names.iter().any(|want| want.0 == name.span && want.2);
            acting.0[1] += usize::from(right);
            if show && !right {
                println!("{}: government {:?}", text.id, name.span.of(&text.text));
            }
        }
        acting.0[2] += text.names.iter().filter(|name| name.2).count();
        if show {
            for (sign, a, b) in [("+", &found, &wanted), ("-", &wanted, &found)] {
                for (span, kind) in a.iter().filter(|name| !b.contains(name)) {
                    println!("{}: {sign} {kind:?} {:?}", text.id, span.of(&text.text));
                }
            }
        }
    }
    let mut all = Counts::default();
    for (kind, counts) in KINDS.iter().zip(kinds) {
        println!("{part} {kind:?}: {:?} F1 {:.4}", counts.0, counts.f1());
        all.0.iter_mut().zip(counts.0).for_each(|(all, count)| *all += count);
    }
    println!("{part} acting: {:?} F1 {:.4}", acting.0, acting.f1());
    println!("{part}: {:?} F1 {:.4}", all.0, all.f1());
    all
}

/// Each floor lies 0.005 below what was measured when it was set.
#[test]
fn names_of_the_corpus() {
    for (part, floor) in [("dev", 0.922), ("test", 0.903)] {
        let counts = measure(part);
        assert!(counts.f1() >= floor, "{part}: {:.4}", counts.f1());
    }
}

#[test]
fn the_corpus_is_marked() {
    let (dev, test) = (texts("dev"), texts("test"));
    assert!(dev.len() >= 30 && test.len() >= 40);
    let mut ids: Vec<&str> = dev.iter().chain(&test).map(|text| text.id.as_str()).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "two texts have one name");
    for text in dev.iter().chain(&test) {
        assert!(!text.names.is_empty(), "{}", text.id);
        for (span, _, _) in &text.names {
            let name = span.of(&text.text);
            assert!(name == name.trim() && !name.is_empty(), "{}: {name:?}", text.id);
        }
        let tagged = Tagged::new(&text.text);
        for (span, _, _) in &text.names {
            let cut = |at: usize| tagged.words.iter().any(|word| word.start < at && at < word.end);
            assert!(!cut(span.start) && !cut(span.end), "{}: {:?} cuts a word", text.id, span.of(&text.text));
        }
    }
}

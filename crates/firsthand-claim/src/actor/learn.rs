//! What the names of a text teach the rules for phrases.
//!
//! In: mentions that the rules found, and names with their kinds. Out: the mentions, corrected where the
//! rules were in doubt and the names are not: two capitals that are a person's name are a person
//! without title, role or verb of speech too; a "person" without any of these that is a body's name is a
//! body. What the rules are sure of is left alone.

use super::mention::{Mention, What};
use super::word::Words;
use crate::tag::NameKind;
use firsthand_text::Span;

/// Corrects `mentions` by `names`, both in order.
pub(crate) fn learn(words: &Words<'_>, names: &[(Span, NameKind)], mentions: &mut [Mention]) {
    for mention in mentions {
        let What::Person { name, sure, country, .. } = &mut mention.what else { continue };
        if *sure {
            continue;
        }
        let span = words.span(name.clone());
        let at = names.partition_point(|known| known.0.end <= span.start);
        let Some((_, kind)) = names.get(at).filter(|known| known.0 == span) else { continue };
        match kind {
            // A name of one word may be anyone's.
            NameKind::Person if name.len() > 1 => *sure = true,
            NameKind::Organisation => mention.what = What::Body { country: country.take() },
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{ActorKind, named};

    fn check(text: &str, want: &[(ActorKind, &str)]) {
        let actors = named(text).actors;
        let found: Vec<(ActorKind, &str)> =
            actors.iter().map(|actor| (actor.kind, actor.name.as_str())).collect();
        assert_eq!(found, want, "{text}");
    }

    #[test]
    fn names_without_titles() {
        check("Helen Orr crossed the river.", &[(ActorKind::Person, "Helen Orr")]);
        check(
            "The prize went to Samira Haddad-Orr. She smiled.",
            &[(ActorKind::Person, "Samira Haddad-Orr")],
        );
    }
}

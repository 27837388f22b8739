//! Who copied whom as a graph in DOT, the language of Graphviz.
//!
//! In: a record. Out: one `digraph` with a cluster for each family. Edges run from exemplar to copy and
//! carry the share of words; what is not among the pages is dashed, and so is an undecided direction.

use crate::copies::families;
use crate::terminal::root;
use crate::view::{View, clean};
use crate::words;
use firsthand_stemma::Certainty;
use firsthand_story::Record;
use std::fmt::Write as _;

/// All families of `record` as one graph.
pub fn dot(record: &Record) -> String {
    let view = View::new(record);
    let mut out =
        String::from("digraph stemmata {\n  rankdir=TB;\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for family in families(&view) {
        let Some(account) = record.accounts.get(family.account) else { continue };
        let _ = writeln!(out, "  subgraph cluster_{} {{", account.id);
        let _ = writeln!(out, "    label={};", quoted(&account.id));
        let top = format!("{}_root", account.id);
        let style = if family.root.is_none() { ", style=dashed" } else { "" };
        let _ = writeln!(out, "    {top} [label={}{style}];", quoted(&clean(&root(&view, &family, account))));
        let node = |document: usize| format!("{}_{document}", account.id);
        for member in &family.members {
            let _ = writeln!(
                out,
                "    {} [label={}];",
                node(member.document),
                quoted(view.name(member.document))
            );
        }
        for member in &family.members {
            let from = member.exemplar.map_or(top.clone(), node);
            let share = member.share.map_or(String::new(), |share| format!("{:.0} %", share * 100.0));
            let style = match member.certainty {
                Certainty::Undecided => ", style=dashed",
                Certainty::Possible => ", style=dotted",
                Certainty::Likely | Certainty::Certain => "",
            };
            let sure = words::certainty(member.certainty);
            let _ = writeln!(
                out,
                "    {from} -> {} [label={}, tooltip={}{style}];",
                node(member.document),
                quoted(&share),
                quoted(sure)
            );
        }
        out.push_str("  }\n");
    }
    out.push_str("}\n");
    out
}

/// A double-quoted string of DOT.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    #[test]
    fn strings() {
        assert_eq!(super::quoted(r#"a "b" \"#), r#""a \"b\" \\""#);
    }
}

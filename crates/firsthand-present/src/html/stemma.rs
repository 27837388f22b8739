//! The picture of who copied whom: a layered graph as inline SVG.
//!
//! Colours come from the text around it, so that it reads on light and dark; what is not among the
//! pages is dashed and says so; the share of words is both the width of a line and its label.

use crate::copies::{Family, families};
use crate::terminal::root;
use crate::view::{View, clean, shorten};
use crate::words;
use firsthand_story::{Account, Record};
use maud::{Markup, html as markup};
use textwrap::core::display_width;

/// Height of a box: three lines.
const BOX: usize = 62;
/// From the top of one layer to the next; leaves room for a line's label.
const LAYER: usize = 128;
/// Between boxes side by side.
const GAP: usize = 24;
/// Width of a character of a name, at 14 px.
const CHARACTER: usize = 8;
/// Thinnest line and what a share of one adds.
const THIN: f32 = 1.0;
const THICK: f32 = 6.0;

/// The picture of the account at place `account` of the record; `None` when it is no family.
pub fn stemma_svg(record: &Record, account: usize) -> Option<String> {
    let view = View::new(record);
    let family = families(&view).into_iter().find(|family| family.account == account)?;
    draw(&view, &family, record.accounts.get(account)?)
}

/// All families of `record`, one picture below the other, as one SVG document.
pub fn stemmata_svg(record: &Record) -> String {
    let view = View::new(record);
    let mut pictures = String::new();
    let (mut width, mut height) = (0, 0);
    for family in families(&view) {
        let Some(account) = record.accounts.get(family.account) else { continue };
        let Some((svg, wide, high)) = picture(&view, &family, account, height) else { continue };
        pictures.push_str(&svg);
        width = width.max(wide);
        height += high + GAP;
    }
    let svg = markup! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) } width=(width) height=(height) {
            (maud::PreEscaped(pictures))
        }
    };
    format!("{}\n", svg.into_string())
}

/// As [`stemma_svg`], for a family that is at hand.
pub(super) fn draw(view: &View<'_>, family: &Family, account: &Account) -> Option<String> {
    picture(view, family, account, 0).map(|(svg, _, _)| svg)
}

/// A family's picture with its width and height, `top` below the upper edge of what it stands in.
fn picture(
    view: &View<'_>,
    family: &Family,
    account: &Account,
    top: usize,
) -> Option<(String, usize, usize)> {
    if family.members.is_empty() {
        return None;
    }
    let root = clean(&root(view, family, account));
    let nodes = layout(view, family, &root);
    let width = nodes.iter().map(|node| node.x + node.width / 2).max()? + GAP;
    let height = nodes.iter().map(|node| node.y + BOX).max()? + GAP / 2;
    let desc: Vec<String> = family.members.iter().map(|member| told(view, family, member)).collect();
    let svg = markup! {
        svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height) y=[(top > 0).then_some(top)] aria-labelledby={ "st-" (account.id) " sd-" (account.id) }
            font-family="system-ui, sans-serif" font-size="14" fill="currentColor" {
            title id={ "st-" (account.id) } { "Who copied whom: " (view.names_and(&account.documents)) }
            desc id={ "sd-" (account.id) } { (root) ". " (desc.join(". ")) "." }
            @for node in &nodes {
                @if let Some((x, y, share)) = node.from { (edge(node, x, y, share)) }
            }
            @for node in &nodes { (boxed(node)) }
        }
    };
    Some((svg.into_string(), width, height))
}

struct Node {
    lines: Vec<String>,
    /// Centre and top.
    x: usize,
    y: usize,
    width: usize,
    lost: bool,
    /// Centre and bottom of the exemplar, and the share of words taken.
    from: Option<(usize, usize, Option<f32>)>,
}

/// Leaves side by side in order, what they come from above their middle.
fn layout(view: &View<'_>, family: &Family, root: &str) -> Vec<Node> {
    let members = &family.members;
    let labels: Vec<Vec<String>> = members.iter().map(|member| label(view, family, member)).collect();
    let widths: Vec<usize> = labels.iter().map(|lines| box_width(lines)).collect();
    let parent = |i: usize| {
        let exemplar = members.get(i)?.exemplar?;
        members.iter().position(|member| member.document == exemplar)
    };
    let mut centres = vec![0; members.len()];
    let mut next = GAP;
    // Members follow their exemplar, so that going backwards meets children before parents.
    let leaf: Vec<bool> =
        (0..members.len()).map(|i| !(0..members.len()).any(|j| parent(j) == Some(i))).collect();
    for i in 0..members.len() {
        if leaf.get(i) == Some(&true) {
            let width = widths.get(i).copied().unwrap_or(0);
            if let Some(centre) = centres.get_mut(i) {
                *centre = next + width / 2;
            }
            next += width + GAP;
        }
    }
    for i in (0..members.len()).rev() {
        if leaf.get(i) == Some(&false) {
            let below: Vec<usize> = (0..members.len())
                .filter(|&j| parent(j) == Some(i))
                .filter_map(|j| centres.get(j).copied())
                .collect();
            if let Some(centre) = centres.get_mut(i) {
                *centre = below.iter().sum::<usize>() / below.len().max(1);
            }
        }
    }
    let mut lines = vec![shorten(root, 44)];
    if family.root.is_none() {
        lines.push("lost".to_string());
    }
    let width = box_width(&lines);
    let top: Vec<usize> =
        (0..members.len()).filter(|&i| parent(i).is_none()).filter_map(|i| centres.get(i).copied()).collect();
    let middle = (top.iter().sum::<usize>() / top.len().max(1)).max(GAP + width / 2);
    let mut nodes =
        vec![Node { lines, x: middle, y: GAP / 2, width, lost: family.root.is_none(), from: None }];
    for (i, (member, lines)) in members.iter().zip(labels).enumerate() {
        let y = GAP / 2 + LAYER * (member.depth + 1);
        let x = centres.get(i).copied().unwrap_or(0);
        let above = parent(i).and_then(|parent| centres.get(parent).copied()).unwrap_or(middle);
        let from = Some((above, y - LAYER + BOX, member.share));
        nodes.push(Node { width: widths.get(i).copied().unwrap_or(0), lines, x, y, lost: false, from });
    }
    nodes
}

fn label(view: &View<'_>, family: &Family, member: &crate::copies::Member) -> Vec<String> {
    let mut lines = vec![view.name(member.document).to_string()];
    if family.certain > 0 {
        let likely = if member.probable > 0 { format!(" +{}", member.probable) } else { String::new() };
        lines.push(format!("{} of {}{likely} parts", member.kept, family.certain));
    }
    lines.push(match (member.added, member.changed) {
        (0, 0) => "nothing added".to_string(),
        (added, 0) => format!("{added} added"),
        (0, changed) => format!("⚠ {changed} of meaning"),
        (added, changed) => format!("{added} added ⚠ {changed} of meaning"),
    });
    lines
}

fn box_width(lines: &[String]) -> usize {
    let longest = lines.iter().map(|line| display_width(line)).max().unwrap_or(0);
    (longest * CHARACTER + GAP).max(112)
}

fn edge(node: &Node, x: usize, y: usize, share: Option<f32>) -> Markup {
    let width = THIN + THICK * share.unwrap_or(0.0).clamp(0.0, 1.0);
    let (label_x, label_y) = ((x + node.x) / 2 + 8, (y + node.y) / 2 + 5);
    markup! {
        path d={ "M" (x) " " (y) " L" (node.x) " " (node.y) } stroke="currentColor"
            stroke-width=(format!("{width:.1}")) stroke-opacity="0.55" fill="none" {}
        @if let Some(share) = share {
            text x=(label_x) y=(label_y) font-size="12" { (format!("{:.0} %", share * 100.0)) }
        }
    }
}

fn boxed(node: &Node) -> Markup {
    let dash = node.lost.then_some("6 4");
    markup! {
        rect x=(node.x.saturating_sub(node.width / 2)) y=(node.y) width=(node.width) height=(BOX) rx="6" fill="none"
            stroke="currentColor" stroke-width="1.5" stroke-dasharray=[dash] {}
        @for (i, line) in node.lines.iter().enumerate() {
            text x=(node.x) y=(node.y + 20 + 17 * i) text-anchor="middle"
                font-weight=[(i == 0).then_some("700")] font-size=[(i > 0).then_some("12")] { (line) }
        }
    }
}

/// One page of the picture in words.
fn told(view: &View<'_>, family: &Family, member: &crate::copies::Member) -> String {
    let from = match (member.exemplar, family.root) {
        (Some(document), _) | (None, Some(document)) => view.name(document).to_string(),
        (None, None) => "the lost text".to_string(),
    };
    let share = member.share.map_or(String::new(), |share| format!(", {:.0} % of its words", share * 100.0));
    let added = words::count(member.added, "sentence added", "sentences added");
    format!(
        "{} from {from}{share}, {added}, direction {}",
        view.name(member.document),
        words::certainty(member.certainty)
    )
}

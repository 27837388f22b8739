//! Exit codes, colour, and what goes to which stream.

use super::support::{Folder, captures, command, firsthand, ran};
use std::io::Read as _;
use std::process::{Command, Stdio};

#[test]
fn exit_codes() {
    for (args, code) in [
        (&["demo", "--quiet"][..], 0),
        (&["--help"], 0),
        (&["--version"], 0),
        (&["help", "read"], 0),
        (&[], 2),
        (&["read"], 2),
        (&["why"], 2),
        (&["why", "a1"], 2),
        (&["pages"], 2),
        (&["read", "--width", "7", "x"], 2),
        (&["read", "--threads", "0", "x"], 2),
        (&["demo", "surplus"], 2),
        (&["read", "no-such-file.txt"], 1),
        (&["read", "no-such-file.txt", "--json"], 1),
        (&["why", "a1", "no-such-file.txt"], 2),
    ] {
        let ran = firsthand(args);
        assert_eq!(ran.code, code, "{args:?}\n{}", ran.err);
        assert!(code == 0 || !ran.err.is_empty(), "{args:?} says why");
    }
}

#[test]
fn help_has_examples() {
    let ran = firsthand(["help", "read"]);
    for words in ["Examples:", "firsthand read clippings/", "Exit codes:", "--html"] {
        assert!(ran.out.contains(words), "{words}\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 100), "{}", ran.out);
}

#[test]
fn standard_input_is_a_page() {
    let folder = Folder::new();
    let page = &captures()[0];
    let mut command = command();
    command.args(["read", "-", "--json"]).stdin(std::fs::File::open(page).unwrap());
    let piped = ran(&mut command);
    assert_eq!(piped.code, 0, "{}", piped.err);
    let record = piped.json();
    assert_eq!(record["documents"][0]["file"], "standard input");
    let file = folder.put("page.txt", std::fs::read(page).unwrap());
    let named = firsthand(["read".as_ref(), "--json".as_ref(), file.as_os_str()]).json();
    assert_eq!(record["documents"][0]["body"], named["documents"][0]["body"]);
}

#[test]
fn nothing_but_the_record_goes_to_standard_output() {
    let ran = firsthand(["demo", "--json"]);
    let record = ran.json();
    assert_eq!(record["firsthand"], "record/1");
    assert!(ran.out.ends_with('\n') && !ran.out.contains(['\u{1b}', '\r']));
    let text = firsthand(["demo"]);
    assert!(!text.out.contains(['\u{1b}', '\r']), "no colour into a pipe");
}

/// Runs the binary on a terminal that `script` makes; `None` where there is no such program.
fn on_terminal(args: &str, envs: &[(&str, &str)]) -> Option<String> {
    let line = format!("{} {args}", env!("CARGO_BIN_EXE_firsthand"));
    let mut command = Command::new("script");
    command
        .args(["-qec", &line, "/dev/null"])
        .env_remove("NO_COLOR")
        .env("TERM", "xterm")
        .stdin(Stdio::null());
    let output = command.envs(envs.iter().copied()).output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn colour_only_where_it_is_wanted() {
    let Some(plain) = on_terminal("demo --quiet", &[]) else {
        eprintln!("skipped: needs the program `script`");
        return;
    };
    assert!(plain.contains("\u{1b}["), "colour on a terminal\n{plain}");
    for (args, envs) in [
        ("demo --quiet --no-color", &[][..]),
        ("demo --quiet", &[("NO_COLOR", "1")]),
        ("demo --quiet", &[("TERM", "dumb")]),
        ("demo --quiet --json", &[]),
    ] {
        let out = on_terminal(args, envs).unwrap();
        assert!(!out.contains("\u{1b}["), "{args} {envs:?}\n{out}");
    }
}

#[test]
fn width_is_kept() {
    for width in [60, 80, 100] {
        for out in [
            firsthand(["demo", "--width", &width.to_string()]).out,
            ran(command().arg("demo").env("COLUMNS", width.to_string())).out,
        ] {
            let widest = out.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= width && widest > width / 2, "{widest} of {width}");
        }
    }
    let wide = ran(command().arg("demo").env("COLUMNS", "250")).out;
    assert!(wide.lines().all(|line| line.chars().count() <= 100));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child =
        command().args(["demo", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut few = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut few).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let child = command()
        .arg("demo")
        .stdout(std::fs::File::options().write(true).open("/dev/full").unwrap())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output"));
}

#[test]
fn the_page_stands_alone() {
    let folder = Folder::new();
    let page = folder.put("report.html", "old");
    let ran = firsthand(["demo".as_ref(), "--html".as_ref(), page.as_os_str()]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let html = std::fs::read_to_string(&page).unwrap().to_ascii_lowercase();
    assert!(html.starts_with("<!doctype html>"), "{}", &html[..html.len().min(80)]);
    for request in
        ["<script", "javascript:", "<link", "<img", "<iframe", "@import", " src=", "onclick", "onload"]
    {
        assert!(!html.contains(request), "{request}");
    }
    // Parts of a drawing may name each other.
    assert_eq!(html.matches("url(").count(), html.matches("url(#").count());
    let left: Vec<_> =
        std::fs::read_dir(&folder.0).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["report.html"], "no remains of the writing");
}

#[test]
fn a_page_that_cannot_be_written_is_an_error() {
    let folder = Folder::new();
    for (path, words) in [
        (folder.0.join("no/such/report.html"), "its folder doesn't exist"),
        (folder.0.clone(), "is a folder"),
    ] {
        let ran = firsthand(["demo".as_ref(), "--html".as_ref(), path.as_os_str()]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(ran.err.contains(words) && ran.err.contains(path.to_str().unwrap()), "{}", ran.err);
    }
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
}

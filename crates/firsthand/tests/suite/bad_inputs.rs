//! What can't be read is named, and the rest goes on.

use super::support::{Folder, Ran, captures, check_evidence, firsthand};
use std::path::Path;

const GOOD: &str = "Weir at Tarl reopens\n\nThe weir at Tarl was opened again on Monday, the water office of Orvland said. \
    “It has been inspected twice,” said Lena Marsk, who heads the office.\n\nFarmers below the weir had waited for three months. \
    The office did not say when the second lock would follow.\n";

fn read(folder: &Folder) -> Ran {
    firsthand([Path::new("read"), Path::new("--json"), &folder.0])
}

#[track_caller]
fn check(folder: &Folder, pages: usize, named: &[(&str, &str)]) {
    let ran = read(folder);
    assert_eq!(ran.code, i32::from(pages == 0), "{}", ran.err);
    let record = ran.json();
    let files: Vec<_> =
        record["documents"].as_array().unwrap().iter().map(|document| document["file"].clone()).collect();
    assert_eq!(files.len(), pages, "{files:?}\n{}", ran.err);
    check_evidence(&record);
    for (file, words) in named {
        let lines: Vec<_> = ran.err.lines().filter(|line| line.contains(file)).collect();
        assert!(lines.len() == 1 && lines[0].contains(words), "{file}: {words}\n{}", ran.err);
    }
}

#[test]
fn files_that_are_no_pages() {
    let folder = Folder::new();
    folder.put("good.txt", GOOD);
    folder.put("below/empty.txt", "");
    folder.put("below/blank.html", " \n\t\n");
    folder.put("picture.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0");
    folder.put("film.txt", [0u8; 400]);
    folder.put("sheet.xlsx", "a;b");
    folder.put("notes.md", "# What these pages are\n\n| a | b |\n|---|---|\n");
    folder.put(".hidden", "not for reading");
    check(
        &folder,
        1,
        &[
            ("empty.txt", "empty"),
            ("blank.html", "empty"),
            ("picture.html", "a PNG picture"),
            ("film.txt", "binary data"),
            ("sheet.xlsx", "not a kind of file"),
            ("notes.md", "Markdown beside other pages"),
        ],
    );
    assert!(!read(&folder).err.contains("hidden"));
}

#[cfg(unix)]
#[test]
fn files_that_cannot_be_opened() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = Folder::new();
    folder.put("good.txt", GOOD);
    symlink("nowhere", folder.0.join("dangling.txt")).unwrap();
    symlink(".", folder.0.join("ring")).unwrap();
    let locked = folder.put("locked.txt", GOOD);
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000)).unwrap();
    // Whoever may read everything reads this too; then it is the same page once more.
    let words = if std::fs::read(&locked).is_ok() { "counted once" } else { "isn't permitted" };
    check(&folder, 1, &[("dangling.txt", "no such file"), ("locked.txt", words)]);
}

#[test]
fn damaged_text_is_still_read() {
    let folder = Folder::new();
    let mut cut = GOOD.as_bytes().to_vec();
    cut.truncate(GOOD.find('”').unwrap() + 1);
    folder.put("cut-in-a-character.txt", &cut);
    folder.put("open-quotes.txt", GOOD.replace('”', "").replace("Lena", "“‘«Lena \""));
    folder.put("nul.txt", GOOD.replacen("Farmers", "Far\0mers", 1));
    folder.put("no-extension", GOOD.replace("Tarl", "Osk"));
    check(&folder, 4, &[]);
}

#[test]
fn pathological_pages_end() {
    let folder = Folder::new();
    let deep = 100_000;
    folder.put(
        "bomb.html",
        format!("<html><body>{}<p>{GOOD}</p>{}", "<div>".repeat(deep), "</div>".repeat(deep)),
    );
    folder.put("marks.txt", "“\"(".repeat(100_000));
    folder.put("line.txt", "The weir held, he said. ".repeat(4_000));
    folder.put("good.txt", GOOD);
    let ran = read(&folder);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let record = ran.json();
    let files =
        record["documents"].as_array().unwrap().iter().map(|document| document["file"].as_str().unwrap());
    assert!(files.into_iter().any(|file| file.ends_with("good.txt")));
    check_evidence(&record);
}

#[test]
fn the_same_page_twice_counts_once() {
    let folder = Folder::new();
    folder.put("a.txt", GOOD);
    folder.put("b.txt", GOOD);
    check(&folder, 1, &[("b.txt", "counted once")]);
}

#[test]
fn nothing_readable_is_nothing_to_report() {
    let folder = Folder::new();
    check(&folder, 0, &[]);
    folder.put("a.bin", b"\0\0\0\0");
    check(&folder, 0, &[("a.bin", "not a kind of file")]);
}

#[test]
fn a_named_markdown_file_is_read() {
    let folder = Folder::new();
    folder.put("page.md", GOOD);
    check(&folder, 1, &[]);
    folder.put("page.txt", GOOD.replace("Tarl", "Osk"));
    let ran = firsthand([Path::new("read"), Path::new("--json"), &folder.0, &folder.0.join("page.md")]);
    assert_eq!(ran.json()["documents"].as_array().unwrap().len(), 2, "{}", ran.err);
}

#[test]
fn one_page_gives_a_record() {
    let page = &captures()[4];
    let ran = firsthand([Path::new("read"), Path::new("--json"), page]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(check_evidence(&ran.json()) > 5);
}

//! The sample that comes with the program: twelve made-up pages on one river dispute.

use crate::input::Input;
use firsthand_read::Capture;

macro_rules! pages {
    ($($file:literal),* $(,)?) => {
        /// File name and bytes of each page, by name.
        const PAGES: &[(&str, &[u8])] = &[$((
            $file,
            include_bytes!(concat!("../../../corpus/stories/imbra-water/captures/", $file)),
        )),*];
    };
}

pages![
    "01-bourse-ledger-river-pact.txt",
    "02-ondale-argus-imbra-agreement.txt",
    "03-the-millrace-talks-paused.html",
    "04-callow-bay-tribune-flood-delay.html",
    "05-hadrel-courier-sennet-ford.txt",
    "06-corrund-hadrel-text-initialled.html",
    "07-tarven-mirror-neighbours-initial.html",
    "08-saltmere-post-imbra-text-initialed.txt",
    "09-radio-quisane-reads-along.html",
    "10-brennick-evening-post-next-friday.html",
    "11-pellmark-review-bridge.txt",
    "12-bourse-ledger-grell-dockers.txt",
];

/// The pages of the sample.
pub(crate) fn input() -> Input {
    let captures = PAGES.iter().map(|&(file, bytes)| Capture {
        file: Some(file.to_string()),
        url: None,
        captured: None,
        bytes: bytes.to_vec(),
    });
    Input::of(captures)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_every_page_of_the_sample() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus/stories/imbra-water/captures");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let listed: Vec<&str> = PAGES.iter().map(|&(file, _)| file).collect();
        assert_eq!(listed, files, "add the file to `pages!` in src/demo.rs");
    }
}

//! The head of an agency's text: any words before a first sentence.

#![no_main]

libfuzzer_sys::fuzz_target!(|head: &str| {
    let prose = "The ferry company said on Monday that it would run the service again from the first week of next month.";
    let page = format!("Ferry to run again\n\n{head} {prose}\n\n{prose} {prose}\n");
    firsthand_fuzz::read_and_check(page.into_bytes());
});

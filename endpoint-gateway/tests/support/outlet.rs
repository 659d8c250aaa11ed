//! A collector of all output, and a search for secrets in it.

use std::{
    io,
    sync::{Arc, Mutex},
};

use base64::{
    Engine,
    engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use tracing_subscriber::fmt::MakeWriter;

/// Returns the forms in which a text could appear: itself, in other case, reversed, in hexadecimal, and in base64 at any
/// offset.
fn forms(canary: &str) -> Vec<String> {
    let hex =
        canary.bytes().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16));
    let hex: String = hex.collect();
    let reversed: String = canary.chars().rev().collect();
    let mut forms =
        vec![canary.to_owned(), canary.to_lowercase(), canary.to_uppercase(), hex.to_uppercase(), hex, reversed];
    for begin in 0..3 {
        let shifted = [&b"ab"[..begin], canary.as_bytes()].concat();
        for encoded in [STANDARD_NO_PAD.encode(&shifted), URL_SAFE_NO_PAD.encode(&shifted)] {
            // The characters at both ends also encode bits of the neighboring bytes.
            let first = [0, 2, 3][begin];
            let last = encoded.len() - usize::from(shifted.len() % 3 != 0);
            forms.push(encoded[first..last].to_owned());
        }
    }
    forms
}

/// All output, by its place.
#[derive(Clone, Default)]
pub(crate) struct Outlet(Arc<Mutex<Vec<(String, String)>>>);

impl Outlet {
    pub(crate) fn put(&self, place: impl Into<String>, text: impl Into<String>) {
        self.0.lock().unwrap().push((place.into(), text.into()));
    }

    /// Records both `Debug` forms of a value.
    pub(crate) fn show(&self, value: &dyn std::fmt::Debug) {
        self.put("Debug", format!("{value:?}\n{value:#?}"));
    }

    /// Records an error and its sources.
    pub(crate) fn tell(&self, error: &(dyn std::error::Error + 'static)) {
        self.show(&error);
        let mut link = Some(error);
        while let Some(error) = link {
            self.put("error", error.to_string());
            link = error.source();
        }
    }

    /// Fails if the output holds one of the canaries.
    pub(crate) fn hides(&self, canaries: &[&str]) {
        let came = self.0.lock().unwrap();
        for canary in canaries {
            for form in forms(canary) {
                for (place, text) in came.iter() {
                    assert!(!text.contains(&form), "{canary} appears in {place} as {form}: {text}");
                }
            }
        }
    }

    /// Returns whether the output at a place contains a text.
    pub(crate) fn has(&self, place: &str, text: &str) -> bool {
        self.0.lock().unwrap().iter().any(|(other, came)| other == place && came.contains(text))
    }
}

/// Records tracing events.
impl io::Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.put("trace", String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Outlet {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

/// Checks that the search finds all forms.
#[test]
fn encoded_canaries_are_found() {
    let canary = "canary-found-0f";
    for begin in ["", "a", "ab", "project:"] {
        for end in ["", "c", "cd", ":z"] {
            let text = format!("{begin}{canary}{end}");
            for shown in [text.clone(), STANDARD_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(&text)] {
                let outlet = Outlet::default();
                outlet.put("anywhere", shown.clone());
                let found = std::panic::catch_unwind(|| outlet.hides(&[canary])).is_err();
                assert!(found, "{shown}");
            }
        }
    }
}

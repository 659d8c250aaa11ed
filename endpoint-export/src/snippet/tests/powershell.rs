//! PowerShell, by a model of its texts in single quotes: PowerShell itself is not among the tools of these tests.

use proptest::prelude::*;
use serde_json::json;

use super::{holds, written};
use crate::snippet::Language;

/// Reads the text in single quotes at the start of an expression. All characters that PowerShell takes for a single quote end
/// it, unless there are two of them.
fn single_quoted(code: &str) -> Option<String> {
    let is_quote = |c: &char| matches!(c, '\'' | '\u{2018}'..='\u{201b}');
    let mut characters = code.strip_prefix('\'')?.chars().peekable();
    let mut text = String::new();
    loop {
        match characters.next()? {
            c if is_quote(&c) => match characters.next_if(is_quote) {
                Some(quote) => text.push(quote),
                None => return Some(text),
            },
            c => text.push(c),
        }
    }
}

/// Reverses the escapes as `[regex]::Unescape` does: of those that occur, `\\` and four hexadecimal digits.
fn unescaped(text: &str) -> Option<String> {
    let mut units = Vec::new();
    let mut characters = text.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next()? {
                '\\' => units.push(u16::from(b'\\')),
                'u' => {
                    let digits: String = characters.by_ref().take(4).collect();
                    units.push(u16::from_str_radix(&digits, 16).ok()?);
                }
                _ => return None,
            },
            c => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
        }
    }
    String::from_utf16(&units).ok()
}

/// Reads the literal after this mark: one in single quotes, or one that `[regex]::Unescape` reads.
fn literal_after(code: &str, mark: &str) -> Option<String> {
    let (_, code) = code.split_once(mark)?;
    match code.strip_prefix("[regex]::Unescape(") {
        Some(code) => unescaped(&single_quoted(code)?),
        None => single_quoted(code),
    }
}

proptest! {
    #[test]
    fn every_text_is_read_as_it_was(text in "(?s)(['\u{2018}\u{2019}\u{201a}\u{201b}$`\"\\\\@(){}\r\n\u{0}]|é|🦀|\u{feff}|.){0,12}") {
        let code = written("teams_note", &json!({ "note": text }), Language::PowerShell);
        prop_assert!(code.is_ascii());
        prop_assert_eq!(literal_after(&code, "UTF8.GetBytes("), Some(text.clone()));
        let code = written("teams_settings", &json!({ "settings": { "note": text } }), Language::PowerShell);
        prop_assert!(code.is_ascii());
        let body = literal_after(&code, "UTF8.GetBytes(").unwrap();
        prop_assert_eq!(serde_json::from_str::<serde_json::Value>(&body).unwrap(), json!({ "note": text }));
    }
}

#[test]
fn a_request_is_made_of_its_parts() {
    let code = written("teams_create", &json!({ "name": "it's", "tags": [], "count": 3 }), Language::PowerShell);
    holds(
        &code,
        &[
            "Add-Type -AssemblyName System.Net.Http\n",
            "[System.Net.Http.HttpRequestMessage]::new('POST', 'https://api.acme.example/base/v1/teams')",
            "[void]$request.Headers.TryAddWithoutValidation('Authorization', 'Bearer ' + $env:ACME_TOKEN)",
            "[void]$request.Headers.TryAddWithoutValidation('X-Count', '3')",
            "\"name\": \"it''s\"",
            "[void]$request.Content.Headers.TryAddWithoutValidation('Content-Type', 'application/json')",
            "$response = $client.SendAsync($request).GetAwaiter().GetResult()\n",
        ],
    );
}

#[test]
fn a_secret_is_encoded_for_its_place() {
    let code = written("teams_key", &json!({ "proof": "x" }), Language::PowerShell);
    holds(
        &code,
        &[
            "'https://api.acme.example/base/v1/keys/' + [Uri]::EscapeDataString($env:ACME_TOOLS_KEY) + '?token=' + [Uri]::",
            "('X-Proof', $env:ACME_TOOLS_PROOF)",
            "$handler.AllowAutoRedirect = $false\n",
            "[System.Net.Http.HttpClient]::new($handler)",
        ],
    );
}

#[test]
fn bytes_and_forms_are_written_as_they_are_sent() {
    holds(
        &written("teams_picture", &json!({ "picture": "AQI=" }), Language::PowerShell),
        &["::new([Convert]::FromBase64String('AQI='))", "'application/octet-stream'"],
    );
    holds(
        &written("teams_token", &json!({ "grant_type": "a b", "scope": ["x&y"] }), Language::PowerShell),
        &["GetBytes('grant_type=a%20b&scope=x%26y&client_secret=' + [Uri]::EscapeDataString("],
    );
}

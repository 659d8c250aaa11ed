//! The step from one page to the next.

use http::HeaderMap;
use serde::{Serialize, de::DeserializeOwned};

use super::link;
use crate::param::{Param, ParamError};

/// The step from a page to the next one. Emitted code calls the methods of the declared kind.
#[derive(Debug)]
pub struct Turn<'r> {
    headers: &'r HeaderMap,
    pub(super) next: Next,
    /// The number of the next page or item, and of the first one.
    number: u64,
    first: u64,
}

/// The next page.
#[derive(Debug)]
pub(super) enum Next {
    /// There is none.
    End,
    /// It is chosen by the argument, which has this text.
    Argument(String),
    /// It has this URL.
    Url(String),
    /// It cannot be requested, for this reason.
    Invalid(ParamError),
}

/// A field of a page that leads to the next one: a [`Param`], or an `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not lead to another page",
    label = "neither a text nor a number",
    note = "the field is a `Param`, such as `String` or `u64`, or an `Option` of one"
)]
pub trait PageField {
    /// Returns the text; `None` without a value.
    ///
    /// # Errors
    /// The value has no text.
    fn page_text(&self) -> Result<Option<String>, ParamError>;
}

impl<T: Param> PageField for T {
    fn page_text(&self) -> Result<Option<String>, ParamError> {
        self.to_text().map(|text| Some((*text).to_owned()))
    }
}

impl<T: Param> PageField for Option<T> {
    fn page_text(&self) -> Result<Option<String>, ParamError> {
        self.as_ref().map_or(Ok(None), PageField::page_text)
    }
}

/// Returns the text of a field, unless it is absent or empty.
fn text<F: PageField>(field: Option<&F>) -> Result<Option<String>, ParamError> {
    Ok(field.map_or(Ok(None), PageField::page_text)?.filter(|text| !text.is_empty()))
}

fn number(text: &str) -> Result<u64, ParamError> {
    // A page may be numbered by a float, as in JSON of some languages.
    let digits = text.strip_suffix(".0").unwrap_or(text);
    digits.parse().map_err(|_| ParamError::new("the number of a page or of items is not a whole number"))
}

impl<'r> Turn<'r> {
    /// Begins at a page with these headers.
    pub(super) fn new(headers: &'r HeaderMap) -> Self {
        Self { headers, next: Next::End, number: 0, first: 0 }
    }

    /// Takes the cursor of the next page.
    pub fn cursor<A: Param, F: PageField>(&mut self, argument: &mut Option<A>, next: Option<&F>) {
        match text(next) {
            Ok(None) => self.next = Next::End,
            Ok(Some(text)) => self.set(argument, text),
            Err(error) => self.next = Next::Invalid(error),
        }
    }

    /// Takes the cursor of the next page, which is JSON of any kind. Null and an empty text, list or object are none.
    pub fn json_cursor<A: DeserializeOwned, F: Serialize>(&mut self, argument: &mut Option<A>, next: Option<&F>) {
        let json = next.map_or(Ok(None), |next| serde_json::to_string(next).map(Some));
        let json = json.map(|json| json.filter(|json| !["null", "\"\"", "[]", "{}"].contains(&json.as_str())));
        let read = json.and_then(|json| json.map(|json| Ok((serde_json::from_str(&json)?, json))).transpose());
        self.next = match read {
            Ok(None) => Next::End,
            Ok(Some((value, json))) => {
                *argument = Some(value);
                Next::Argument(json)
            }
            Err(_) => Next::Invalid(ParamError::new("the cursor of a page is not of the argument's type")),
        };
    }

    /// Takes the number of the next page. An empty page is the last one.
    pub fn page<A: Param>(&mut self, argument: &mut Option<A>, first: u64, items: usize) {
        self.first = first;
        self.advance(argument, first, u64::from(items > 0));
    }

    /// Ends the list after the last page, if the number of pages is known.
    pub fn pages<F: PageField>(&mut self, pages: Option<&F>) {
        self.end_at(pages, |pages, turn| turn.first.saturating_add(pages));
    }

    /// Takes the number of items before the next page. An empty page is the last one.
    pub fn offset<A: Param>(&mut self, argument: &mut Option<A>, items: usize) {
        self.offset_from(argument, 0, items);
    }

    /// Takes the number of the first item in the next page, if the items are counted from `first`. An empty page is the last one.
    pub fn offset_from<A: Param>(&mut self, argument: &mut Option<A>, first: u64, items: usize) {
        self.first = first;
        self.advance(argument, first, u64::try_from(items).unwrap_or(u64::MAX));
    }

    /// Ends the list after the last item, if the number of items is known.
    pub fn total<F: PageField>(&mut self, total: Option<&F>) {
        self.end_at(total, |total, turn| turn.first.saturating_add(total));
    }

    /// Takes the URL in the header `Link`.
    pub fn link(&mut self) {
        self.next = link::next(self.headers).map_or(Next::End, |url| Next::Url(url.to_owned()));
    }

    /// Takes the URL of the next page.
    pub fn url<F: PageField>(&mut self, url: Option<&F>) {
        self.next = match text(url) {
            Ok(url) => url.map_or(Next::End, Next::Url),
            Err(error) => Next::Invalid(error),
        };
    }

    /// Ends the list if the page says that there is no more.
    pub fn more(&mut self, more: Option<&bool>) {
        if more == Some(&false) {
            self.next = Next::End;
        }
    }

    /// Ends the list if the page says that it is the last one.
    pub fn done(&mut self, done: Option<&bool>) {
        if done == Some(&true) {
            self.next = Next::End;
        }
    }

    fn set<A: Param>(&mut self, argument: &mut Option<A>, text: String) {
        self.next = match A::from_text(&text) {
            Ok(value) => {
                *argument = Some(value);
                Next::Argument(text)
            }
            Err(error) => Next::Invalid(error),
        };
    }

    /// Adds `step` to the number in the argument, which is `first` if it is absent. No step is the end.
    fn advance<A: Param>(&mut self, argument: &mut Option<A>, first: u64, step: u64) {
        let current = match text(Some(&*argument)) {
            Ok(text) => text.map_or(Ok(first), |text| number(&text)),
            Err(error) => Err(error),
        };
        match current {
            Ok(_) if step == 0 => self.next = Next::End,
            Ok(current) => {
                self.number = current.saturating_add(step);
                self.set(argument, self.number.to_string());
            }
            Err(error) => self.next = Next::Invalid(error),
        }
    }

    /// Ends the list if the next number is that of `end` or above.
    fn end_at<F: PageField>(&mut self, field: Option<&F>, end: impl FnOnce(u64, &Self) -> u64) {
        match text(field).and_then(|text| text.map(|text| number(&text)).transpose()) {
            Ok(Some(count)) if self.number >= end(count, self) => self.next = Next::End,
            Ok(_) => {}
            Err(error) => self.next = Next::Invalid(error),
        }
    }
}

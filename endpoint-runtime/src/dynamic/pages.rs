//! The pages of a list, by data.

use std::{fmt, time::Duration};

use super::{
    Arguments, Data, DynamicCall, DynamicError,
    error::InputErrors,
    input::{Files, Input},
};
use crate::{
    client::{Client, Source},
    error::Error,
    json::{Json, JsonMap},
    metadata::{Pagination, PaginationKind},
    pagination::{link, repetition::Repetition},
    provider::{Operation, TypeKind},
};

impl Client {
    /// Returns the pages of a list, beginning with that of the input. An operation without the option `paginate` has one page. Feature
    /// `dynamic`.
    ///
    /// # Errors
    /// Values are invalid. The error lists them with the reasons, and nothing is sent.
    pub fn call_pages(&self, operation: &Operation, input: impl Into<Arguments>) -> Result<DynamicPages, InputErrors> {
        let Input { values, files, .. } = Input::new(operation, input.into())?;
        Ok(DynamicPages {
            client: self.clone(),
            operation: operation.clone(),
            values,
            files,
            url: None,
            repetition: Repetition::default(),
            has_next: true,
            timeout: None,
        })
    }
}

/// The pages of a list, by data. A page is requested when it is asked for. They end as [`Pages`](crate::pagination::Pages) do.
#[must_use = "pages are requested when they are asked for, by `next`"]
pub struct DynamicPages {
    client: Client,
    operation: Operation,
    /// The values of the next page.
    values: JsonMap,
    files: Files,
    /// The URL of the next page, if it has one of its own.
    url: Option<String>,
    repetition: Repetition,
    has_next: bool,
    /// The limit of each page, in place of the endpoint's and the client's.
    #[expect(clippy::option_option, reason = "no timeout of these calls, no limit, or a limit")]
    timeout: Option<Option<Duration>>,
}

impl DynamicPages {
    /// Limits the total time of each page's call, as [`Call::timeout`](crate::Call::timeout) does.
    pub fn timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.timeout = Some(limit.into());
        self
    }

    /// Requests the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<http::Response<Data>, Error<DynamicError>>> {
        if !std::mem::take(&mut self.has_next) {
            return None;
        }
        let metadata = self.operation.metadata;
        let source = Source::page(
            metadata,
            Input { metadata, values: self.values.clone(), files: self.files.clone() },
            self.url.clone(),
        );
        let mut call = DynamicCall::new(self.client.clone(), &self.operation, source);
        if let Some(limit) = self.timeout {
            call = call.timeout(limit);
        }
        let page = call.with_response().await;
        if let Ok(page) = &page {
            self.has_next = self.turn(page).is_some();
        }
        Some(page)
    }

    /// Returns the items of a page.
    #[must_use]
    pub fn items<'p>(&self, page: &'p Data) -> &'p [Json] {
        let items = self.operation.metadata.pagination.map_or("", |pagination| pagination.items);
        let Data::Json(page) = page else { return &[] };
        member(page, items).and_then(Json::as_array).unwrap_or_default()
    }

    /// Moves to the next page, if there is one.
    fn turn(&mut self, page: &http::Response<Data>) -> Option<()> {
        let pagination = self.operation.metadata.pagination?;
        let Data::Json(body) = page.body() else { return None };
        let is = |field: Option<&str>, value| field.and_then(|field| member(body, field)) == Some(&Json::Bool(value));
        if is(pagination.more, false) || is(pagination.done, true) {
            return None;
        }
        let items = self.items(page.body());
        let next = match pagination.kind {
            PaginationKind::Cursor | PaginationKind::Url => member(body, pagination.member?)?.clone(),
            PaginationKind::After => member(items.last()?, pagination.member?)?.clone(),
            PaginationKind::Page | PaginationKind::Offset => self.number(pagination, body, items.len())?,
            PaginationKind::Link => Json::from(link::next(page.headers())?),
        };
        let text = text(&next)?;
        if self.repetition.is_repeated(&text) {
            return None;
        }
        match pagination.argument {
            Some(name) => {
                let value = if self.is_text(name) { Json::String(text) } else { next };
                let value = match self.values.get(name).filter(|_| !pagination.argument_member.is_empty()) {
                    Some(given) => with_member(given, pagination.argument_member, value),
                    None => with_member(&Json::Null, pagination.argument_member, value),
                };
                self.values.insert(name, value);
            }
            None => self.url = Some(text),
        }
        Some(())
    }

    /// Returns the number of the next page, or of the items before it.
    fn number(&self, pagination: &Pagination, body: &Json, items: usize) -> Option<Json> {
        let is_page = pagination.kind == PaginationKind::Page;
        let first = pagination.first;
        let step = if is_page { 1 } else { u64::try_from(items).ok()? };
        let argument = self.values.get(pagination.argument?);
        let current = argument.and_then(|argument| member(argument, pagination.argument_member));
        let current = current.and_then(Json::as_u64).unwrap_or(first);
        let next = current.checked_add(step)?;
        let count = pagination.member.and_then(|count| member(body, count)).and_then(Json::as_u64);
        let is_last = count.is_some_and(|count| next >= first.saturating_add(count));
        if items == 0 || is_last { None } else { serde_json::from_str(&next.to_string()).ok() }
    }

    /// Returns whether the argument that chooses the page is a text, even if the page has a number for it.
    fn is_text(&self, argument: &str) -> bool {
        let parameter = self.operation.parameter(argument);
        parameter
            .is_some_and(|parameter| matches!(self.operation.types.kind(&parameter.value_type), TypeKind::String(_)))
    }
}

/// Returns the text that leads to the next page.
fn text(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()).filter(|text| !text.is_empty()),
        Json::Number(number) => Some(number.as_str().to_owned()),
        Json::Array(items) if !items.is_empty() => Some(value.to_string()),
        Json::Object(members) if !members.is_empty() => Some(value.to_string()),
        _ => None,
    }
}

/// Returns the value with another member at a JSON pointer; objects on the way to it are made.
fn with_member(value: &Json, pointer: &str, member: Json) -> Json {
    let Some(pointer) = pointer.strip_prefix('/') else { return member };
    let (name, rest) = pointer.find('/').map_or((pointer, ""), |at| pointer.split_at(at));
    let name = name.replace("~1", "/").replace("~0", "~");
    let mut members = value.as_object().cloned().unwrap_or_default();
    let inner = members.get(&name).cloned().unwrap_or(Json::Null);
    members.insert(name, with_member(&inner, rest, member));
    Json::Object(members)
}

/// Returns the member that a JSON pointer names (RFC 6901).
fn member<'j>(value: &'j Json, pointer: &str) -> Option<&'j Json> {
    pointer.split('/').skip(1).try_fold(value, |value, name| {
        let name = name.replace("~1", "/").replace("~0", "~");
        match value {
            Json::Array(items) => items.get(name.parse::<usize>().ok()?),
            value => value.get(&name),
        }
    })
}

impl fmt::Debug for DynamicPages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DynamicPages").field("operation", &self.operation.metadata.id).finish_non_exhaustive()
    }
}

//! The stream of pages.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;
use http::HeaderMap;

use super::{
    Items, Paginate,
    repetition::Repetition,
    turn::{Next, Turn},
};
use crate::{
    client::{CallFuture, Client, Source},
    endpoint::{ErrorOf, Output},
    error::{EncodeError, EncodeErrorKind, Error, Failure, Stage},
    response::EndpointResult,
};

impl Client {
    /// Returns the pages of a list, beginning with that of the request: a stream that requests a page when it is asked for.
    ///
    /// ```no_run
    /// use endpoint_runtime::{Client, Result, endpoints};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Page {
    ///     names: Vec<String>,
    ///     next_cursor: Option<String>,
    /// }
    ///
    /// #[endpoints]
    /// trait Teams {
    ///     #[endpoint(GET "/teams?<cursor>", paginate(cursor = cursor, next = next_cursor, items = names: Vec<String>))]
    ///     async fn list(&self, cursor: Option<String>) -> Result<Page>;
    /// }
    ///
    /// # async fn call(client: Client) -> Result<()> {
    /// let mut pages = client.pages(ListRequest::new());
    /// while let Some(page) = pages.next().await {
    ///     println!("{:?}, then {:?}", page?.names, pages.cursor());
    /// }
    /// # Ok(()) }
    /// ```
    pub fn pages<E: Paginate>(&self, request: E) -> Pages<E> {
        Pages {
            client: self.clone(),
            request,
            url: None,
            position: None,
            repetition: Repetition::default(),
            state: State::Ready,
        }
    }

    /// Returns the items of all pages of a list, beginning with the page of the request. A page is requested when its first item is
    /// asked for.
    pub fn items<E: Paginate>(&self, request: E) -> Items<E> {
        self.pages(request).items()
    }
}

/// The pages of a list: a [`Stream`] that requests a page when it is asked for.
///
/// It ends after the last page, after a page that leads to no other or to one that was there before, and after an error. Each page is a
/// call of its own, with the client's retries and timeout.
#[must_use = "pages are requested when they are asked for, by `next`"]
pub struct Pages<E> {
    client: Client,
    /// The request of the next page.
    request: E,
    /// The URL of the next page, if it has one of its own.
    url: Option<String>,
    /// The argument or the URL of the next page, as text.
    position: Option<String>,
    repetition: Repetition,
    state: State,
}

enum State {
    Ready,
    Calling(Box<CallFuture>),
    /// The next page cannot be requested.
    Invalid(EncodeError),
    /// The last page was requested, or failed.
    Ended {
        is_complete: bool,
    },
}

/// Nothing in it is pinned.
impl<E> Unpin for Pages<E> {}

impl<E: Paginate> Pages<E> {
    /// Requests the next page; `None` after the last one, and after an error.
    pub async fn next(&mut self) -> Option<Result<Output<E>, Error<ErrorOf<E>>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Returns the items of these pages.
    pub fn items(self) -> Items<E> {
        Items::new(self)
    }

    /// Returns the position of the next page, or of that which failed: the text of the argument that chooses it, or its URL. It is `None`
    /// at the first page and after the last.
    ///
    /// A program that stores it can go on later: with a request whose argument it is, or by [`at_url`](Self::at_url).
    #[must_use]
    pub fn cursor(&self) -> Option<&str> {
        self.position.as_deref()
    }

    /// Begins at the page with this URL, which [`cursor`](Self::cursor) returned: of an endpoint whose pages have URLs.
    pub fn at_url(mut self, url: impl Into<String>) -> Self {
        let url = url.into();
        self.position = Some(url.clone());
        self.url = Some(url);
        self
    }

    /// Goes on after an error: the page that failed is requested again when the next one is asked for.
    pub fn resume(&mut self) {
        if let State::Ended { is_complete: false } = self.state {
            self.state = State::Ready;
        }
    }

    /// Moves to the page after `page`.
    fn turn(&mut self, headers: &HeaderMap, page: &mut Output<E>) -> State {
        let mut turn = Turn::new(headers);
        self.request.turn(page, &mut turn);
        let (position, url) = match turn.next {
            Next::End => (None, None),
            Next::Argument(text) => (Some(text), None),
            Next::Url(url) => (Some(url.clone()), Some(url)),
            Next::Invalid(error) => {
                return State::Invalid(EncodeError::new("the next page", EncodeErrorKind::Value(error)));
            }
        };
        self.url = url;
        self.position = position.filter(|position| !self.repetition.is_repeated(position));
        if self.position.is_some() { State::Ready } else { State::Ended { is_complete: true } }
    }
}

impl<E: Paginate> Stream for Pages<E> {
    type Item = Result<Output<E>, Error<ErrorOf<E>>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        loop {
            match &mut this.state {
                State::Ended { .. } => return Poll::Ready(None),
                State::Ready => {
                    let source = Source::page(E::METADATA, this.request.clone(), this.url.clone());
                    this.state = State::Calling(Box::new(CallFuture::new(this.client.clone(), source)));
                }
                State::Invalid(error) => {
                    let failure =
                        Failure { operation: Some(E::METADATA.id), ..Failure::internal(Stage::Encode, error.clone()) };
                    this.state = State::Ended { is_complete: true };
                    return Poll::Ready(Some(Err(Error::from_failure(failure))));
                }
                State::Calling(call) => {
                    let outcome = ready!(Pin::new(&mut **call).poll(context));
                    return Poll::Ready(Some(match E::Result::decode(outcome) {
                        Ok(response) => {
                            let (head, mut page) = response.into_parts();
                            this.state = this.turn(&head.headers, &mut page);
                            Ok(page)
                        }
                        Err(error) => {
                            this.state = State::Ended { is_complete: false };
                            Err(error)
                        }
                    }));
                }
            }
        }
    }
}

impl<E: Paginate> fmt::Debug for Pages<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &E::METADATA.id).finish_non_exhaustive()
    }
}

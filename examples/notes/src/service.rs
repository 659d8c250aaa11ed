//! The implementation of the endpoints.

use crate::{
    failure::Failure,
    notes::{CreateRequest, Created, DeleteRequest, GetRequest, ListRequest, Note, Notes, Page, Result},
    store::Store,
    tokens::User,
};

const MAX_CHARACTERS: usize = 10_000;
const MAX_LIMIT: u8 = 100;
const DEFAULT_LIMIT: u8 = 20;

/// The notes of one user, for one request.
#[derive(Debug)]
pub struct Service {
    /// The user, whom the token names.
    pub user: User,
    /// The notes of all users.
    pub store: Store,
}

impl Service {
    fn owner(&self) -> String {
        self.user.0.to_string()
    }
}

impl Notes for Service {
    async fn create(&self, request: CreateRequest) -> Result<Created> {
        if !(1..=MAX_CHARACTERS).contains(&request.text.chars().count()) {
            return Err(Failure::Invalid { field: "text", expected: "1 to 10,000 characters" }.into());
        }
        let note = self.store.insert(self.owner(), request.text).await?;
        Ok(Created { location: format!("/v1/notes/{}", note.id), note })
    }

    async fn list(&self, request: ListRequest) -> Result<Page> {
        let limit = request.limit.unwrap_or(DEFAULT_LIMIT);
        if !(1..=MAX_LIMIT).contains(&limit) {
            return Err(Failure::Invalid { field: "limit", expected: "a number from 1 to 100" }.into());
        }
        // One more than asked for, to see whether there is a next page.
        let mut notes = self.store.list(self.owner(), request.after.unwrap_or(0), u32::from(limit) + 1).await?;
        let has_more = notes.len() > usize::from(limit);
        notes.truncate(usize::from(limit));
        let next = notes.last().map(|note| note.id).filter(|_| has_more);
        Ok(Page::new(notes).next(next))
    }

    async fn get(&self, request: GetRequest) -> Result<Note> {
        let note = self.store.get(self.owner(), request.id).await?;
        Ok(note.ok_or(Failure::NoSuchNote(request.id))?)
    }

    async fn delete(&self, request: DeleteRequest) -> Result<()> {
        let was_there = self.store.delete(self.owner(), request.id).await?;
        if was_there { Ok(()) } else { Err(Failure::NoSuchNote(request.id).into()) }
    }
}

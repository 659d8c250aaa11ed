//! Notes in SQLite.

use std::{path::Path, sync::Arc};

use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, params};
use tokio::{sync::Mutex, task::spawn_blocking};

use crate::{failure::Failure, notes::Note};

/// The changes of the schema, in their order. A database has the number of those that it has in `user_version`.
const MIGRATIONS: [&str; 1] = ["CREATE TABLE notes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX notes_by_owner ON notes (owner, id);"];

/// The notes of all users. Clones share one connection.
///
/// SQLite writes one transaction at a time, so one connection is enough until reads take long. Calls wait for it without a thread, and the
/// one that has it works on a thread that may block.
#[derive(Clone, Debug)]
pub struct Store(Arc<Mutex<Connection>>);

impl Store {
    /// Opens the database in a file, which is created if need be.
    ///
    /// # Errors
    /// The file cannot be opened, or is not a database of this service.
    pub fn open(path: impl AsRef<Path>) -> Result<Self, Failure> {
        let connection = Connection::open(path)?;
        // Readers of the file, such as a backup, do not stop the service.
        connection.pragma_update(None, "journal_mode", "wal")?;
        Self::of(connection)
    }

    /// Creates an empty database in memory, for tests.
    ///
    /// # Errors
    /// The memory does not suffice.
    pub fn in_memory() -> Result<Self, Failure> {
        Self::of(Connection::open_in_memory()?)
    }

    fn of(mut connection: Connection) -> Result<Self, Failure> {
        let transaction = connection.transaction()?;
        migrate(&transaction)?;
        transaction.commit()?;
        Ok(Self(Arc::new(Mutex::new(connection))))
    }

    /// Does some work with the connection, outside of the threads that serve calls.
    async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T> + Send + 'static,
    ) -> Result<T, Failure> {
        let connection = Arc::clone(&self.0).lock_owned().await;
        Ok(spawn_blocking(move || work(&connection)).await??)
    }

    /// Checks that the database answers.
    ///
    /// # Errors
    /// It does not.
    pub async fn check(&self) -> Result<(), Failure> {
        self.with(|connection| connection.query_row("SELECT 1", [], |_| Ok(()))).await
    }

    /// Adds a note.
    ///
    /// # Errors
    /// The database failed.
    pub async fn insert(&self, owner: String, text: String) -> Result<Note, Failure> {
        self.with(move |connection| {
            connection
                .prepare_cached("INSERT INTO notes (owner, text) VALUES (?1, ?2) RETURNING id, text")?
                .query_row(params![owner, text], note)
        })
        .await
    }

    /// Returns up to `count` notes with ids greater than `after`, in the order of their ids.
    ///
    /// # Errors
    /// The database failed.
    pub async fn list(&self, owner: String, after: i64, count: u32) -> Result<Vec<Note>, Failure> {
        self.with(move |connection| {
            connection
                .prepare_cached("SELECT id, text FROM notes WHERE owner = ?1 AND id > ?2 ORDER BY id LIMIT ?3")?
                .query_map(params![owner, after, count], note)?
                .collect()
        })
        .await
    }

    /// Returns a note, if the user has it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn get(&self, owner: String, id: i64) -> Result<Option<Note>, Failure> {
        self.with(move |connection| {
            connection
                .prepare_cached("SELECT id, text FROM notes WHERE owner = ?1 AND id = ?2")?
                .query_row(params![owner, id], note)
                .optional()
        })
        .await
    }

    /// Deletes a note, and returns whether the user had it.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete(&self, owner: String, id: i64) -> Result<bool, Failure> {
        self.with(move |connection| {
            let mut delete = connection.prepare_cached("DELETE FROM notes WHERE owner = ?1 AND id = ?2")?;
            Ok(delete.execute(params![owner, id])? > 0)
        })
        .await
    }
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note::new(row.get::<_, i64>("id")?, row.get::<_, String>("text")?))
}

/// Brings the schema up to date.
fn migrate(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let done: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (version, migration) in (1_u32..).zip(MIGRATIONS).filter(|(version, _)| *version > done) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    Ok(())
}

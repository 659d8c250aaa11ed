//! The errors of the implementation.

use endpoint_runtime::{Error, ProblemDetails, http::StatusCode, server::Rejection};

/// The reason why the service cannot do as asked.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The user has no note with this id.
    #[error("there is no note {0}")]
    NoSuchNote(i64),
    /// A value is not as the API wants it.
    #[error("`{field}`: {expected}")]
    Invalid {
        /// The name of the value.
        field: &'static str,
        /// The values that would do.
        expected: &'static str,
    },
    /// The database failed.
    #[error("the database failed")]
    Database(#[from] rusqlite::Error),
    /// The work on the database panicked, or the service is stopping.
    #[error("the work was not completed")]
    Interrupted(#[from] tokio::task::JoinError),
}

/// The caller learns about its own mistakes. The others are for the log.
impl From<Failure> for Error<ProblemDetails> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NoSuchNote(_) => Self::api(StatusCode::NOT_FOUND, ProblemDetails::new(failure.to_string())),
            Failure::Invalid { field, expected } => {
                let rejection = Rejection::new(StatusCode::UNPROCESSABLE_ENTITY, expected).with_field(field);
                Self::api(rejection.status(), ProblemDetails::from(&rejection))
            }
            Failure::Database(_) | Failure::Interrupted(_) => {
                tracing::error!(error = &failure as &dyn std::error::Error, "a call has failed");
                Self::api(StatusCode::INTERNAL_SERVER_ERROR, ProblemDetails::new("the service has failed"))
            }
        }
    }
}

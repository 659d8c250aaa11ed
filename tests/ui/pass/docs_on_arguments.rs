//! Documentation on the trait, its methods and their arguments, in every notation.

use endpoint_runtime::{Endpoint, Result, endpoints};

/// The users.
///
/// With two paragraphs.
#[endpoints]
trait Users {
    /// Changes a user's name,
    /// for good.
    ///
    /// "Quotes" and `code` included.
    #[endpoint(PUT "/users/<user_id>")]
    async fn rename(
        &self,
        /// The user's id.
        ///
        /// As in [`Users`].
        user_id: String,
        #[doc = "The new name."] name: String,
        /** The new nickname. */
        #[field("nick")]
        nickname: Option<String>,
    ) -> Result<()>;

    #[doc = "Counts the users."]
    #[endpoint(GET "/users/count")]
    async fn count(&self) -> Result<u64>;
}

fn main() {
    let metadata = RenameRequest::METADATA;
    assert_eq!(metadata.summary(), "Changes a user's name, for good.");
    assert!(metadata.docs.ends_with("\"Quotes\" and `code` included."));
    let docs: Vec<_> = metadata.parameters().map(|parameter| parameter.docs).collect();
    assert_eq!(
        docs,
        [
            "The user's id.\n\nAs in [`Users`].",
            "The new name.",
            "The new nickname."
        ]
    );
    assert_eq!(CountRequest::METADATA.docs, "Counts the users.");
}

//! `server` without a feature: client and server of one declaration understand each other, for every binding.
#![deny(warnings, missing_docs, missing_debug_implementations, unused_qualifications)]
#![forbid(unsafe_code)]

use std::collections::BTreeMap;

use endpoint_runtime::{Client, Headers, Param, Result, endpoints};

/// A user's id.
#[derive(Clone, Debug, Param)]
pub struct UserId(String);

/// The order of users.
#[derive(Clone, Debug, PartialEq, Param)]
#[param(rename_all = "snake_case")]
pub enum Order {
    /// The newest first.
    NewestFirst,
    /// The oldest first.
    OldestFirst,
}

/// The member with whose permissions a call runs.
#[derive(Clone, Headers)]
#[headers(server)]
pub struct Session {
    /// The token.
    #[header("X-Session")]
    #[sensitive]
    token: Option<String>,
    /// The device.
    #[header("X-Device")]
    device: u32,
}

/// A value that is sent and returned.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Profile {
    name: String,
    tags: Vec<String>,
}

/// The users.
#[endpoints(server, rename_all = "camelCase")]
pub trait Users {
    /// Everything at once.
    #[endpoint(PATCH "/users/<user_id>/<r>?<order>&page=<pages>&fixed=a%20b")]
    async fn everything(
        &self,
        /// The id.
        user_id: UserId,
        /// A char.
        r: char,
        /// The order.
        order: Option<Order>,
        /// The pages.
        pages: Vec<u8>,
        /// The trace.
        #[header("X-Trace")]
        trace: Option<String>,
        /// The session.
        #[headers]
        session: Option<Session>,
        /// The profile.
        profile: Profile,
        /// The nickname.
        nick_name: Option<Option<String>>,
        /// More.
        more: Option<BTreeMap<String, u8>>,
    ) -> Result<String>;

    /// A form.
    #[endpoint(POST "/forms", form)]
    async fn form(
        &self,
        /// The name.
        full_name: String,
        /// The tags.
        tags: Vec<String>,
    ) -> Result<Vec<String>>;

    /// A text.
    #[endpoint(PUT "/texts", response = text)]
    async fn text(
        &self,
        /// The text.
        #[body(text)]
        text: String,
    ) -> Result<String>;

    /// A body.
    #[endpoint(POST "/bodies")]
    async fn body(
        &self,
        /// The body.
        #[body]
        body: Option<Profile>,
    ) -> Result<Option<Profile>>;

    /// Bytes.
    #[endpoint(GET "/bytes", response = bytes)]
    async fn bytes(&self) -> Result<Vec<u8>>;

    /// Nothing.
    #[deprecated = "nothing comes of it"]
    #[endpoint(DELETE "/nothing")]
    async fn nothing(&self) -> Result<()>;

    /// A method under another configuration.
    #[cfg(any())]
    #[endpoint(GET "/not/there?<nowhere>")]
    async fn not_there(&self, nowhere: TypeThatIsNotThere) -> Result<()>;
}

struct Fake;

impl Users for Fake {
    async fn everything(&self, request: EverythingRequest) -> Result<String> {
        Ok(format!(
            "{:?} {} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
            request.user_id.0,
            request.r,
            request.order,
            request.pages,
            request.trace,
            request.session.map(|session| (session.token, session.device)),
            request.profile,
            request.nick_name,
            request.more,
        ))
    }

    async fn form(&self, request: FormRequest) -> Result<Vec<String>> {
        Ok([vec![request.full_name], request.tags].concat())
    }

    async fn text(&self, request: TextRequest) -> Result<String> {
        Ok(request.text)
    }

    async fn body(&self, request: BodyRequest) -> Result<Option<Profile>> {
        Ok(request.body)
    }

    async fn bytes(&self, _: BytesRequest) -> Result<Vec<u8>> {
        Ok(vec![0, 255])
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let client = Client::builder().service(UsersServer::new(Fake)).build().unwrap();
    let users = UsersClient::from(client);
    let profile = Profile {
        name: "Ada".to_owned(),
        tags: vec!["a".to_owned()],
    };

    let least = EverythingRequest::new(UserId("a/ü".to_owned()), 'ß', profile.clone());
    assert_eq!(
        users.everything(least.clone()).await.unwrap(),
        r#""a/ü" ß None [] None None Profile { name: "Ada", tags: ["a"] } None None"#
    );
    let session = Session {
        token: Some("secret".to_owned()),
        device: 7,
    };
    let most = least
        .order(Order::OldestFirst)
        .pages([1, 2])
        .trace("t")
        .session(session)
        .nick_name_null()
        .more([("x".to_owned(), 1)]);
    assert_eq!(
        users.everything(most).await.unwrap(),
        r#""a/ü" ß Some(OldestFirst) [1, 2] Some("t") Some((Some("secret"), 7)) Profile { name: "Ada", tags: ["a"] } Some(None) Some({"x": 1})"#
    );

    let form = FormRequest::new("A & B").tags(["c d".to_owned(), "e".to_owned()]);
    assert_eq!(users.form(form).await.unwrap(), ["A & B", "c d", "e"]);
    assert_eq!(users.text(TextRequest::new("a \"b\"")).await.unwrap(), "a \"b\"");
    assert_eq!(users.body(BodyRequest::new()).await.unwrap(), None);
    assert_eq!(
        users.body(BodyRequest::new().body(profile.clone())).await.unwrap(),
        Some(profile)
    );
    assert_eq!(users.bytes(BytesRequest::new()).await.unwrap(), [0, 255]);
    assert_eq!(UsersServer::new(Fake).routes().iter().count(), 6);
}

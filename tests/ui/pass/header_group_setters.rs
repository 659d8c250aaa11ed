//! The optional headers of a group have setters on the request, without an import.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

mod groups {
    use endpoint_runtime::{Headers, Param};

    #[derive(Clone, Debug, Param)]
    #[param(from)]
    pub struct SessionToken(String);

    /// The member with whose permissions a call runs.
    #[derive(Clone, Headers)]
    pub struct MemberSession {
        /// The token.
        #[header("X-Session")]
        #[sensitive]
        pub session_token: Option<SessionToken>,
        #[header("X-Device")]
        pub device: Option<u32>,
        #[header("X-Kind")]
        pub r#type: Option<String>,
    }

    // The same name in another module.
    pub mod other {
        #[derive(Clone, endpoint_runtime::Headers)]
        pub struct MemberSession {
            #[header("X-Token")]
            pub token: Option<String>,
        }
    }

    #[derive(Clone, Headers)]
    pub(crate) struct Trace {
        #[header("X-Trace")]
        pub(crate) trace: Option<String>,
        /// A required header has no setter.
        #[header("X-Span")]
        pub(crate) span: u64,
    }

    #[derive(Clone, Headers)]
    pub struct Guarded {
        /// A field that cannot be assigned has no setter.
        #[header("X-Signature")]
        signature: Option<String>,
        #[header("X-Signed-At")]
        pub signed_at: Option<u64>,
    }

    impl Guarded {
        pub fn signed(signature: &str) -> Self {
            Self { signature: Some(signature.to_owned()), signed_at: None }
        }
    }
}

mod prelude {
    pub use crate::groups::*;
}

mod by_glob {
    use super::prelude::*;

    #[endpoint_runtime::endpoints]
    pub trait Teams {
        #[endpoint(GET "/teams")]
        async fn list(&self, #[headers] session: Option<MemberSession>) -> endpoint_runtime::Result<()>;
    }
}

mod by_name {
    pub use super::groups::{MemberSession as Session, other};
    pub(crate) use super::groups::Trace;
    use endpoint_runtime::{Result, endpoints};

    #[endpoints]
    pub(crate) trait Users {
        #[endpoint(GET "/users?<page>")]
        async fn list(
            &self,
            page: Option<u32>,
            #[headers] session: Option<Session>,
            #[headers] other: Option<other::MemberSession>,
        ) -> Result<()>;

        #[endpoint(POST "/users")]
        async fn create(&self, name: String, #[headers] trace: Trace, #[headers] again: Option<self::Session>)
        -> Result<()>;
    }
}

#[endpoints]
trait Before {
    #[endpoint(GET "/before")]
    async fn before(&self, #[headers] session: Option<Local>, #[headers] guarded: groups::Guarded) -> Result<()>;

    #[endpoint(GET "/required")]
    async fn required(&self, #[headers] trace: Option<crate::groups::Trace>) -> Result<()>;
}

#[derive(Clone, endpoint_runtime::Headers)]
struct Local {
    #[header("X-Local")]
    local: Option<bool>,
}

// A macro of the provider hands the trait back.
macro_rules! api {
    (($($options:tt)*) $($item:tt)*) => {
        #[endpoints(defaults(body = json), $($options)*)]
        $($item)*
    };
}
#[allow(unused_imports)]
use api;

#[endpoints(defaults = api)]
trait Handed {
    #[endpoint(POST "/handed")]
    async fn hand(&self, #[headers(prefix = "my_")] session: Option<groups::MemberSession>) -> Result<()>;
}

macro_rules! resource {
    ($name:ident, $group:ty) => {
        #[endpoints]
        trait $name {
            #[endpoint(GET "/resource")]
            async fn resource(&self, #[headers] local: $group) -> Result<()>;
        }
    };
}

resource!(ByMacro, Option<groups::other::MemberSession>);

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();

    let request = by_glob::ListRequest::new().session_token("secret").device(5).r#type("a");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-session"], "secret");
    assert_eq!(sent.headers()["x-device"], "5");
    assert_eq!(sent.headers()["x-kind"], "a");

    // An `Option`, and the whole group.
    let request = request.device(None).session_token(Some("other"));
    let sent = encode(&base, &request).unwrap();
    assert!(!sent.headers().contains_key("x-device"));
    assert_eq!(sent.headers()["x-session"], "other");
    let session = request.session.unwrap();
    let request = by_name::ListRequest::new().page(1).session(session).token("t").device(Some(6));
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-session"], "other");
    assert_eq!(sent.headers()["x-token"], "t");
    assert_eq!(sent.headers()["x-device"], "6");

    // A group without values is not sent.
    assert!(encode(&base, &by_name::ListRequest::new()).unwrap().headers().is_empty());

    let trace = groups::Trace { trace: None, span: 1 };
    let request = by_name::CreateRequest::new("Ada", trace.clone()).trace("t").session_token("s");
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-trace"], "t");
    assert_eq!(sent.headers()["x-span"], "1");
    assert_eq!(sent.headers()["x-session"], "s");

    let request = BeforeRequest::new(groups::Guarded::signed("abc")).local(true).signed_at(7);
    let sent = encode(&base, &request).unwrap();
    assert_eq!(sent.headers()["x-local"], "true");
    assert_eq!(sent.headers()["x-signature"], "abc");
    assert_eq!(sent.headers()["x-signed-at"], "7");

    // A group with a required header is set as a whole.
    let sent = encode(&base, &RequiredRequest::new().trace(trace)).unwrap();
    assert_eq!(sent.headers()["x-span"], "1");

    assert!(HandRequest::new().my_device(5).my_session_token("t").session.is_some());
    assert!(ResourceRequest::new().token("t").local.is_some());
    in_a_function();
}

fn in_a_function() {
    #[derive(Clone, endpoint_runtime::Headers)]
    pub struct Inner {
        #[header("X-Inner")]
        pub inner: Option<String>,
    }

    #[derive(Clone, endpoint_runtime::Headers)]
    struct Private {
        #[header("X-Private")]
        private: Option<String>,
    }

    #[endpoints]
    trait Inners {
        #[endpoint(GET "/inner")]
        async fn get(&self, #[headers] a: Option<Inner>, #[headers] b: Option<Private>) -> Result<()>;
    }

    let request = GetRequest::new().inner("x").private("y");
    assert_eq!(request.a.unwrap().inner.as_deref(), Some("x"));
    assert_eq!(request.b.unwrap().private.as_deref(), Some("y"));
}

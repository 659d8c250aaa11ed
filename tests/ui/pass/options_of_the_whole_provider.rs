//! A provider's macro gives its traits options, which a trait may replace. Attributes, documentation and the form of the
//! list make no difference.
#![deny(warnings)]
#![allow(unexpected_cfgs)]

use endpoint_runtime::{Endpoint, metadata::BodyFormat};

macro_rules! api {
    (($($options:tt)*) $($declaration:tt)*) => {
        #[endpoint_runtime::endpoints(defaults(body = json, tag = "All", server, path = "/v1"), $($options)*)] $($declaration)*
    };
}
pub(crate) use api;

/// As a macro of its own, on top of the attributes of `by_feature`.
macro_rules! by_feature {
    (($($options:tt)*) $($declaration:tt)*) => {
        #[endpoint_runtime::by_feature::endpoints(defaults(tag = "By feature", schema = "off"), $($options)*)] $($declaration)*
    };
}

mod teams {
    use endpoint_runtime::{Result, endpoints};

    /// Teams of people.
    #[allow(dead_code)]
    #[endpoints(defaults = crate::api,)]
    #[cfg(all())]
    /// With more documentation.
    pub trait Teams: Send {
        /// Creates a team.
        #[endpoint(POST "/teams")]
        async fn create(&self) -> Result<()>;
    }

    #[endpoints(path = "/v2", defaults = crate::api, tag = "Health", derive(PartialEq))]
    pub(crate) trait Health {
        #[endpoint(GET "/health")]
        async fn check(&self) -> Result<()>;
    }

    #[endpoints(defaults = crate::api)]
    #[cfg(any())]
    pub trait Absent {
        #[endpoint(GET "/absent")]
        async fn absent(&self) -> Result<Missing>;
    }
}

#[endpoint_runtime::endpoints(defaults = by_feature)]
pub trait Parts {
    #[endpoint(GET "/parts")]
    async fn parts(&self) -> endpoint_runtime::Result<()>;
}

struct Fake;

impl teams::Teams for Fake {}
impl Parts for Fake {}

fn main() {
    let create = teams::CreateRequest::METADATA;
    assert_eq!((create.template, create.body, create.tag), ("/v1/teams", BodyFormat::Json, Some("All")));
    let check = teams::CheckRequest::METADATA;
    assert_eq!((check.template, check.tag), ("/v2/health", Some("Health")));
    assert!(teams::CheckRequest::new() == teams::CheckRequest::default());
    assert_eq!(PartsRequest::METADATA.tag, Some("By feature"));
    let _ = teams::TeamsServer::new(Fake);
    let _ = (teams::TeamsClient::ENDPOINTS, teams::HealthClient::ENDPOINTS, PartsClient::ENDPOINTS);
    #[cfg(feature = "server")]
    let _ = PartsServer::new(Fake);
}

//! The emitted items have the trait's visibility.
#![deny(private_interfaces, private_bounds, unreachable_pub)]

pub mod api {
    use endpoint_runtime::{Result, endpoints};

    #[derive(Clone, Debug, endpoint_runtime::Param)]
    struct Private(String);

    #[derive(Clone, Debug, endpoint_runtime::Param)]
    pub(crate) struct Internal(pub(crate) String);

    #[endpoints]
    trait Hidden {
        #[endpoint(GET "/hidden/<id>")]
        async fn hidden(&self, id: Private) -> Result<()>;
    }

    #[endpoints]
    pub(crate) trait Shared {
        #[endpoint(GET "/shared/<id>")]
        async fn shared(&self, id: Internal) -> Result<()>;
    }

    #[endpoints]
    pub(super) trait Above {
        #[endpoint(GET "/above/<id>")]
        async fn above(&self, id: Internal) -> Result<()>;
    }

    #[endpoints]
    pub(in crate::api) trait Inside {
        #[endpoint(GET "/inside/<id>")]
        async fn inside(&self, id: Internal) -> Result<()>;
    }

    #[endpoints]
    pub trait Open {
        #[endpoint(GET "/open/<id>")]
        async fn open(&self, id: String) -> Result<()>;
    }

    pub fn hidden() -> usize {
        drop((
            HiddenRequest::new(Private("a".to_owned())).id,
            InsideRequest::new(Internal("a".to_owned())).id,
        ));
        HiddenClient::ENDPOINTS.len() + InsideClient::ENDPOINTS.len()
    }
}

fn main() {
    assert_eq!(api::SharedRequest::new(api::Internal("a".to_owned())).id.0, "a");
    assert_eq!(api::AboveRequest::new(api::Internal("a".to_owned())).id.0, "a");
    assert_eq!(api::OpenRequest::new("a").id, "a");
    assert_eq!(api::hidden(), 2);
}

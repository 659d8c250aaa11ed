//! The runtime under another name.

extern crate endpoint_runtime as wire;

/// A module that `endpoint_runtime::…` would resolve to here.
mod endpoint_runtime {}

mod api {
    #[derive(Clone, Debug, wire::Param)]
    #[param(crate = wire)]
    pub struct UserId(pub String);

    #[derive(Clone, Debug, wire::Param)]
    #[param(crate = wire)]
    pub enum Order {
        Up,
        Down,
    }

    #[derive(Clone, wire::Headers)]
    #[headers(crate = wire, server)]
    pub struct Session {
        #[header("X-Session")]
        pub token: Option<String>,
    }

    #[wire::endpoints(crate = wire, server)]
    pub trait Users {
        #[endpoint(POST "/users/<user_id>?<page>&<order>")]
        async fn find(
            &self,
            user_id: UserId,
            order: Option<Order>,
            #[headers] session: Option<Session>,
            page: Option<u32>,
            #[header("X-Trace")]
            #[sensitive]
            trace: String,
            name: Vec<String>,
        ) -> wire::Result<()>;
    }
}

fn main() {
    let request = api::FindRequest::new(api::UserId("user-1".to_owned()), "trace", ["Ada".to_owned()])
        .page(1_u32)
        .order(api::Order::Up);
    assert_eq!(request.page, Some(1));
}

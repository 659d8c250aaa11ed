//! A request can be kept, changed, cloned, matched, and sent through anything that takes an `Endpoint`.

use endpoint_runtime::{Endpoint, Result, endpoints};

mod api {
    use super::*;

    #[endpoints]
    pub trait Users {
        #[endpoint(GET "/users/<user_id>?<page>")]
        async fn get(&self, user_id: String, page: Option<u32>) -> Result<String>;

        #[endpoint(GET "/users")]
        async fn list(&self) -> Result<String>;
    }
}

use api::{GetRequest, ListRequest};

fn name_of<E: Endpoint>(_: &E) -> &'static str {
    E::METADATA.name
}

fn assert_value<T: Clone + std::fmt::Debug + Send + Sync + 'static>(_: &T) {}

fn main() {
    let mut request = GetRequest::new("user-1");
    request.page = Some(2);
    request.user_id.push('0');
    let GetRequest { user_id, page, .. } = request.clone();
    assert_eq!((user_id.as_str(), page), ("user-10", Some(2)));
    assert_value(&request);
    assert_eq!(name_of(&request), "get");
    assert_eq!(name_of(&ListRequest::new()), "list");
    let pages: Vec<_> = (1..3_u32).map(|page| request.clone().page(page)).collect();
    assert_eq!(pages[1].page, Some(2));
    assert!(format!("{request:?}").starts_with("GetRequest"));
}

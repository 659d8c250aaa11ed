//! A request is named by its method: the struct of that name and of the trait's is shown under the same name.

use endpoint_runtime::{Endpoint, Result, endpoints};

#[endpoints]
pub trait Users {
    #[endpoint(GET "/users/<user_id>?<page>")]
    async fn get(&self, user_id: String, page: Option<u32>) -> Result<String>;

    #[endpoint(DELETE "/users/<user_id>", request = Removal)]
    async fn remove(&self, user_id: String) -> Result<()>;
}

mod others {
    pub use super::GetRequest as UserRequest;
}

fn take(request: GetRequest) -> UsersGetRequest {
    request
}

fn main() {
    let request = take(others::UserRequest::new("user-1").page(2));
    assert_eq!(format!("{request:?}"), r#"GetRequest { user_id: "user-1", page: Some(2) }"#);
    assert!(GetRequest::METADATA.request.ends_with("::GetRequest"));
    let GetRequest { user_id, page, .. } = request;
    assert_eq!((user_id.as_str(), page), ("user-1", Some(2)));

    assert_eq!(format!("{:?}", Removal::new("user-1")), r#"Removal { user_id: "user-1" }"#);
    assert!(Removal::METADATA.request.ends_with("::Removal"));
}

//! Lint attributes on the trait, its methods and their arguments.
#![deny(warnings)]

use endpoint_runtime::{Result, endpoints};

#[endpoints]
#[allow(clippy::too_many_arguments)]
pub trait Users {
    #[endpoint(POST "/users/<user_id>")]
    #[expect(clippy::used_underscore_binding)]
    async fn rename(
        &self,
        #[allow(clippy::struct_field_names)] user_id: String,
        #[expect(unused_qualifications)] full_name: Option<String>,
    ) -> Result<String>;
}

fn main() {
    assert_eq!(RenameRequest::new("user-1").full_name("Ada").user_id, "user-1");
}

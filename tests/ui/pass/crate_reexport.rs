//! The runtime through a provider's re-export.

mod reexport {
    pub use endpoint_runtime::*;
}

mod nested {
    pub mod vendor {
        pub use endpoint_runtime;
    }
}

#[reexport::endpoints(crate = self::reexport)]
trait Users {
    #[endpoint(GET "/users/<user_id>")]
    async fn get(&self, user_id: String) -> reexport::Result<String>;
}

mod teams {
    #[crate::reexport::endpoints(crate = crate::nested::vendor::endpoint_runtime)]
    pub trait Teams {
        #[endpoint(POST "/teams")]
        async fn create(&self, name: String) -> crate::reexport::Result<String>;
    }
}

fn main() {
    assert_eq!(GetRequest::new("user-1").user_id, "user-1");
    assert_eq!(teams::CreateRequest::new("team-1").name, "team-1");
}

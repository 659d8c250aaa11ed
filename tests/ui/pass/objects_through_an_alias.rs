//! The runtime under another name, and through a provider's re-export.

pub extern crate endpoint_runtime as wire;

/// A module that `endpoint_runtime::…` would resolve to here.
mod endpoint_runtime {}

mod prelude {
    pub use wire::{object, open_enum};

    pub mod vendor {
        pub use wire;
    }
}

mod api {
    use crate::prelude::vendor;

    #[wire::object(crate = wire, sent)]
    pub struct Member {
        pub name: String,
        #[sensitive]
        pub key: Option<String>,
        pub status: Option<Status>,
        #[rest]
        pub extra: wire::JsonMap,
    }

    #[crate::prelude::open_enum(crate = crate::prelude::vendor::wire)]
    pub enum Status {
        Active,
    }

    #[crate::prelude::object(crate = vendor::wire, server)]
    pub struct Page<T> {
        pub items: Vec<T>,
    }
}

fn main() {
    let member = api::Member::new("Ada").status(api::Status::Active);
    let page = serde_json::to_string(&api::Page::new([member])).unwrap();
    assert_eq!(page, r#"{"items":[{"name":"Ada","status":"Active"}]}"#);
}

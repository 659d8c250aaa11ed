//! Objects in a crate without any prelude.
#![no_implicit_prelude]

mod api {
    use ::endpoint_runtime::{JsonMap, object, open_enum};
    use ::std::{option::Option, string::String, vec::Vec};

    #[object(sent, rename_all = "camelCase")]
    pub struct Member {
        pub name: String,
        pub nick_name: Option<String>,
        pub phone: Option<Option<String>>,
        pub roles: Vec<String>,
        #[field(default = 7)]
        pub days: u32,
        #[sensitive]
        pub key: Option<String>,
        pub status: Status,
        #[rest]
        pub extra: JsonMap,
    }

    #[object(server)]
    pub struct Page<T> {
        pub items: Vec<T>,
    }

    #[open_enum]
    pub enum Status {
        Active,
    }
}

fn main() {
    let member = api::Member::new("Ada", ::std::vec::Vec::new(), api::Status::Active).phone_null().days(3);
    let json = ::serde_json::to_string(&member).unwrap();
    ::std::assert_eq!(json, r#"{"name":"Ada","phone":null,"roles":[],"days":3,"status":"Active"}"#);
}

//! Objects in a module in which every name of the prelude means something else.

mod hostile {
    #![allow(non_camel_case_types, unused)]

    pub struct Result;
    pub struct Option;
    pub struct String;
    pub struct Vec;
    pub struct Box;
    pub struct Some;
    pub struct None;
    pub struct Ok;
    pub struct Err;
    pub struct bool;
    pub struct u32;
    pub struct usize;
    pub struct str;
    pub trait Into {}
    pub trait From {}
    pub trait Clone {}
    pub trait Debug {}
    pub trait PartialEq {}
    pub trait Eq {}
    pub trait Hash {}
    pub trait Display {}
    pub trait Default {}
    pub trait Sized {}
    pub trait Deserialize {}
    pub trait Serialize {}
    pub trait Param {}
    pub trait Object {}
    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod serde {}
    pub mod endpoint_runtime {}
    macro_rules! panic {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }
    macro_rules! concat {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }
    macro_rules! module_path {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }

    /// Documented.
    #[::endpoint_runtime::object(sent, server)]
    pub struct Member {
        /// Documented.
        pub name: ::std::string::String,
        pub nick: ::core::option::Option<::std::string::String>,
        pub phone: ::core::option::Option<::core::option::Option<::std::string::String>>,
        pub roles: ::std::vec::Vec<::std::string::String>,
        #[field(default = 7)]
        pub days: ::core::primitive::u32,
        #[sensitive]
        pub key: ::core::option::Option<::std::string::String>,
        pub status: Status,
        #[rest]
        pub extra: ::endpoint_runtime::JsonMap,
    }

    #[::endpoint_runtime::object]
    pub struct Page<T> {
        pub items: ::std::vec::Vec<T>,
    }

    #[::endpoint_runtime::open_enum]
    pub enum Status {
        Active,
    }
}

fn main() {
    let member = hostile::Member::new("Ada", [], hostile::Status::Active).phone_null().key("s3cret");
    assert!(member == member.clone() && !format!("{member:?}").contains("s3cret"));
    let page: hostile::Page<hostile::Member> = serde_json::from_str(r#"{"items":[{"name":"Ada"}]}"#).unwrap();
    assert_eq!(page.items[0].status.as_str(), "");
}

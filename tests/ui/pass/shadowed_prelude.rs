//! A module in which every name of the prelude means something else.

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
    pub struct u64;
    pub struct char;
    pub trait Into {}
    pub trait From {}
    pub trait Clone {}
    pub trait Send {}
    pub trait Sync {}
    pub trait Sized {}
    pub trait Default {}
    pub trait Iterator {}
    pub trait IntoFuture {}
    pub trait Future {}
    pub trait Fn {}
    pub trait FnOnce {}
    pub trait Drop {}
    pub trait AsRef {}
    pub trait ToString {}
    pub trait ToOwned {}
    pub trait Endpoint {}
    pub trait Param {}
    pub trait EndpointResult {}
    pub mod std {}
    pub mod core {}
    pub mod alloc {}
    pub mod serde {}
    pub mod http {}
    pub mod endpoint_runtime {}
    macro_rules! panic {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }
    macro_rules! vec {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }
    macro_rules! format_args {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }
    macro_rules! matches {
        ($($any:tt)*) => {
            compile_error!("a macro of the user's was called")
        };
    }

    #[derive(::core::clone::Clone, ::endpoint_runtime::Headers)]
    pub struct Session {
        #[header("X-Session")]
        #[sensitive]
        pub token: ::core::option::Option<::std::string::String>,
        #[header("X-Device")]
        pub device: ::core::primitive::u32,
    }

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::endpoint_runtime::Param)]
    pub struct UserId(pub ::std::string::String);

    #[derive(::core::clone::Clone, ::core::fmt::Debug, ::endpoint_runtime::Param)]
    pub enum Order {
        Up,
        Down,
    }

    #[::endpoint_runtime::endpoints(tag = "Users", derive(::core::cmp::PartialEq))]
    pub trait Users {
        /// Documented.
        #[endpoint(GET "/users/<user_id>?<page>&<tags>&fixed=1", timeout = "1s")]
        async fn get(
            &self,
            user_id: ::std::string::String,
            page: ::core::option::Option<::core::primitive::u32>,
            tags: ::std::vec::Vec<::std::string::String>,
            #[header("X-A")]
            #[sensitive]
            a: ::core::option::Option<::std::string::String>,
        ) -> ::endpoint_runtime::Result<()>;

        #[endpoint(PATCH "/users/<user_id>")]
        async fn change(
            &self,
            user_id: ::std::string::String,
            name: ::core::option::Option<::core::option::Option<::std::string::String>>,
            age: ::core::primitive::u32,
        ) -> ::endpoint_runtime::Result<::std::string::String>;
    }

    #[::endpoint_runtime::endpoints]
    pub trait Orders {
        #[endpoint(POST "/orders/<user_id>?<order>", form)]
        async fn place(
            &self,
            user_id: UserId,
            order: ::core::option::Option<Order>,
            items: ::std::vec::Vec<::std::string::String>,
            #[headers] session: Session,
        ) -> ::endpoint_runtime::Result<::std::vec::Vec<::core::primitive::u32>>;

        #[endpoint(PUT "/orders", response = text)]
        async fn import(
            &self,
            #[body(text)] text: ::std::string::String,
        ) -> ::endpoint_runtime::Result<::std::string::String>;
    }
}

fn main() {
    let request = hostile::GetRequest::new("user-1").page(2_u32).a("a");
    assert!(request == request.clone());
    let session = hostile::Session {
        token: Some("secret".to_owned()),
        device: 1,
    };
    let request = hostile::PlaceRequest::new(hostile::UserId("user-1".to_owned()), session).order(hostile::Order::Up);
    assert!(!format!("{request:?}").contains("secret"));
    assert_eq!(hostile::ChangeRequest::new("user-1", 1_u32).name("Ada").age, 1);
    assert_eq!(hostile::OrdersClient::ENDPOINTS.len(), 2);
}

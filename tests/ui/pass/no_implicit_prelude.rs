//! A crate without any prelude.
#![no_implicit_prelude]

mod api {
    use ::endpoint_runtime::{Headers, Param, Result, endpoints};
    use ::std::{clone::Clone, fmt::Debug, option::Option, string::String, vec::Vec};

    #[derive(Clone, Debug, Param)]
    pub struct UserId(pub String);

    #[derive(Clone, Debug, Param)]
    pub enum Order {
        Up,
        Down,
    }

    #[derive(Clone, Headers)]
    pub struct Session {
        #[header("X-Session")]
        #[sensitive]
        pub token: Option<String>,
    }

    #[endpoints]
    pub trait Users {
        #[endpoint(GET "/users/<user_id>?<page>&<order>&<tags>")]
        async fn get(
            &self,
            user_id: UserId,
            page: Option<u32>,
            order: Option<Order>,
            tags: Vec<String>,
            #[headers] session: Option<Session>,
        ) -> Result<String>;

        #[endpoint(PATCH "/users/<user_id>")]
        async fn change(&self, user_id: UserId, name: Option<Option<String>>, #[sensitive] age: u32) -> Result<()>;
    }
}

fn main() {
    let request = api::ChangeRequest::new(api::UserId(::std::convert::From::from("user-1")), 3).name_null();
    ::std::assert_eq!(request.name, ::std::option::Option::Some(::std::option::Option::None));
    ::std::assert_eq!(api::UsersClient::ENDPOINTS.len(), 2);
}

//! A declaration in a `macro_rules!` macro: types, names and literals arrive in invisible groups.

use endpoint_runtime::{BaseUrl, Result, endpoints, request::encode};

macro_rules! resource {
    ($name:ident, $method:ident, $request:ident, $path:literal, $id:ident: $id_type:ty, $optional:ty, $nested:ty, $list:ty, $result:ty, $header:literal) => {
        #[endpoints(tag = $path)]
        trait $name {
            #[endpoint(POST $path, request = $request, id = $header, timeout = $header)]
            async fn $method(
                &self,
                $id: $id_type,
                page: $optional,
                #[header($header)] trace: $optional,
                name: $nested,
                tags: $list,
            ) -> $result;
        }
    };
}

resource!(
    Users,
    find,
    FindUser,
    "/users/<user_id>?<page>",
    user_id: String,
    Option<u32>,
    Option<Option<String>>,
    Vec<String>,
    Result<String>,
    "5s"
);

macro_rules! argument {
    ($argument:ident: $($type:tt)*) => {
        #[endpoints]
        trait Tokens {
            #[endpoint(GET "/tokens?<token>")]
            async fn find(&self, $argument: $($type)*) -> Result<String>;
        }
    };
}

argument!(token: Option<String>);

macro_rules! whole {
    ($($trait:item)*) => {
        $($trait)*
    };
}

whole! {
    #[endpoints]
    trait Teams {
        #[endpoint(GET "/teams/<team_id>")]
        async fn get(&self, team_id: String) -> Result<String>;
    }
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = FindUser::new("user-1", ["a".to_owned()])
        .page(1_u32)
        .trace(2_u32)
        .name_null();
    let request = encode(&base, &request).unwrap();
    assert_eq!(request.uri().path_and_query().unwrap(), "/users/user-1?page=1");
    assert_eq!(request.headers()["5s"], "2");
    assert_eq!(request.body(), r#"{"name":null,"tags":["a"]}"#);
    assert_eq!(FindRequest::new().token("t").token.as_deref(), Some("t"));
    assert_eq!(GetRequest::new("team-1").team_id, "team-1");
}

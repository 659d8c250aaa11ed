//! Derived parameters: enums by name, newtypes and other structs with one field by its value.

use std::{borrow::Cow, sync::Arc};

use endpoint_runtime::{BaseUrl, Param, Result, endpoints, request::encode};

#[derive(Clone, Debug, Param, PartialEq)]
#[param(rename_all = "kebab-case")]
enum Order {
    NewestFirst,
    OldestFirst,
}

#[derive(Clone, Debug, Param, PartialEq)]
enum Plain {
    Yes,
    r#No,
}

#[derive(Clone, Debug, Param, PartialEq)]
struct Id(u64);

#[derive(Clone, Debug, Param, PartialEq)]
struct Nested(Id);

impl From<u64> for Id {
    fn from(id: u64) -> Self {
        Self(id)
    }
}

#[endpoints]
trait Users {
    #[endpoint(GET "/users/<id>/<nested>?<order>&<plain>&<flag>&<letter>&<text>&<shared>&<ratio>")]
    async fn get(
        &self,
        id: Id,
        nested: Nested,
        order: Order,
        plain: Option<Plain>,
        flag: bool,
        letter: char,
        text: Cow<'static, str>,
        shared: Arc<str>,
        ratio: f64,
    ) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let request = GetRequest::new(7_u64, Nested(Id(8)), Order::NewestFirst, true, 'ß', "a", "b", 1.0).plain(Plain::No);
    assert_eq!(
        encode(&base, &request).unwrap().uri().path_and_query().unwrap(),
        "/users/7/8?order=newest-first&plain=No&flag=true&letter=%C3%9F&text=a&shared=b&ratio=1"
    );
    assert_eq!(Order::from_text("oldest-first"), Ok(Order::OldestFirst));
    assert_eq!(Plain::from_text("Yes"), Ok(Plain::Yes));
    assert!(Plain::from_text("yes").is_err());
    assert_eq!(Nested::from_text("9"), Ok(Nested(Id(9))));
}

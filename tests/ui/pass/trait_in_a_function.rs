//! A trait declared in a function's body, with local types.

use endpoint_runtime::{Result, endpoints};

fn count() -> usize {
    #[derive(Clone, Debug, endpoint_runtime::Param)]
    struct Local(u8);

    #[derive(Clone, endpoint_runtime::Headers)]
    struct Group {
        #[header("X-Local")]
        local: Local,
    }

    #[derive(serde::Deserialize)]
    struct Answer {}

    #[endpoints]
    trait Users {
        #[endpoint(GET "/users/<id>?<page>")]
        async fn get(&self, id: Local, page: Option<Local>, #[headers] group: Option<Group>) -> Result<Answer>;

        #[endpoint(POST "/users")]
        async fn create(&self, name: String) -> Result<Vec<Answer>>;
    }

    struct Fake;

    impl Users for Fake {
        async fn get(&self, request: GetRequest) -> Result<Answer> {
            drop(request);
            Ok(Answer {})
        }
    }

    drop(
        Fake.get(
            GetRequest::new(Local(1))
                .page(Local(2))
                .group(Group { local: Local(3) }),
        ),
    );
    UsersClient::ENDPOINTS.len()
}

fn main() {
    assert_eq!(count(), 2);
}

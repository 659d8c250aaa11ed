//! A trait's prefixes are joined with what its methods write: templates, queries, ids; full templates need no prefix.

use endpoint_runtime::{BaseUrl, Endpoint, Result, endpoints, http, request::encode};

#[endpoints(path = "/v1/teams/<team_id>/members", id = "teams.members.")]
trait Members {
    #[endpoint(GET)]
    async fn list(&self, team_id: String) -> Result<()>;

    #[endpoint(POST "?<notify>", id = "add")]
    async fn add(&self, team_id: String, notify: Option<bool>, name: String) -> Result<()>;

    #[endpoint(GET "/<member_id>?view=full")]
    async fn get(&self, member_id: String, team_id: String) -> Result<()>;

    #[endpoint(OPTIONS "/")]
    async fn probe(&self, team_id: String) -> Result<()>;
}

/// A prefix for ids alone.
#[endpoints(id = "api_")]
trait Teams {
    #[endpoint(GET "/v1/teams")]
    async fn teams(&self) -> Result<()>;
}

/// A prefix for paths alone, of one segment, which may be repeated.
#[endpoints(path = "/groups")]
trait Groups {
    #[endpoint(GET "/groups", request = NestedGroupsRequest)]
    async fn nested(&self) -> Result<()>;
}

fn main() {
    let base: BaseUrl = "https://api.example.com".parse().unwrap();
    let members = MembersClient::ENDPOINTS;
    assert_eq!(members[0].template, "/v1/teams/<team_id>/members");
    assert_eq!(members[3].template, "/v1/teams/<team_id>/members/");
    assert_eq!(
        members.iter().map(|endpoint| endpoint.id).collect::<Vec<_>>(),
        ["teams.members.list", "teams.members.add", "teams.members.get", "teams.members.probe"]
    );
    let uri = |request: http::Request<_>| request.uri().to_string();
    assert_eq!(uri(encode(&base, &ListRequest::new("a/b")).unwrap()), "https://api.example.com/v1/teams/a%2Fb/members");
    let add = AddRequest::new("red", "Ada").notify(true);
    assert_eq!(uri(encode(&base, &add).unwrap()), "https://api.example.com/v1/teams/red/members?notify=true");
    let get = GetRequest::new("ada", "red");
    assert_eq!(uri(encode(&base, &get).unwrap()), "https://api.example.com/v1/teams/red/members/ada?view=full");

    assert_eq!(TeamsRequest::METADATA.id, "api_teams");
    assert_eq!(NestedGroupsRequest::METADATA.id, "groups_nested");
    assert_eq!(NestedGroupsRequest::METADATA.template, "/groups/groups");
}

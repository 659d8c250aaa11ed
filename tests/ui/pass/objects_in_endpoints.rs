//! Objects and open enums as arguments, whole bodies, forms, results and items of lists, for clients and servers.

use endpoint_runtime::{Client, Result, endpoints, object, open_enum};

#[object(sent)]
pub struct Address {
    pub city: String,
    pub postal_code: Option<String>,
}

#[object(server)]
pub struct Member {
    pub name: String,
    pub address: Option<Address>,
    pub status: Status,
}

#[open_enum(rename_all = "snake_case")]
pub enum Status {
    Active,
    InvitePending,
}

#[endpoints(server)]
pub trait Members {
    #[endpoint(GET "/members/<status>?<also>&<not>")]
    async fn list(&self, status: Status, also: Option<Status>, not: Vec<Status>) -> Result<Vec<Member>>;

    #[endpoint(POST "/members")]
    async fn create(&self, address: Address, others: Vec<Address>, status: Option<Status>) -> Result<Member>;

    #[endpoint(PUT "/address")]
    async fn address(&self, #[body] address: Address) -> Result<Option<Address>>;

    #[endpoint(PUT "/form")]
    async fn form(&self, #[body(form)] address: Address, #[header("X-Status")] status: Status) -> Result<()>;
}

struct Fake;

impl Members for Fake {
    async fn list(&self, request: ListRequest) -> Result<Vec<Member>> {
        Ok(vec![Member::new("Ada", request.status)])
    }

    async fn create(&self, request: CreateRequest) -> Result<Member> {
        Ok(Member::new("Ada", request.status.unwrap_or_default()).address(request.address))
    }

    async fn form(&self, request: FormRequest) -> Result<()> {
        assert_eq!((request.address.city.as_str(), request.status.as_str()), ("Ghent", "frozen"));
        Ok(())
    }
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let client = MembersClient::from(Client::builder().service(MembersServer::new(Fake)).build().unwrap());
        let request = ListRequest::new(Status::InvitePending).not([Status::Active]).also("frozen");
        assert_eq!(client.list(request).await.unwrap()[0].status, Status::InvitePending);
        let request = CreateRequest::new(Address::new("Ghent").postal_code("9000"), [Address::new("Paris")]);
        let member = client.create(request).await.unwrap();
        assert_eq!(member.address, Some(Address::new("Ghent").postal_code("9000")));
        client.form(FormRequest::new(Address::new("Ghent"), "frozen")).await.unwrap();
    });
}

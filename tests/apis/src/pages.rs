//! Lists of several APIs, each with its own way from one page to the next.

use endpoint_runtime::{Result, endpoints, object};

/// A page of events.
#[object(server, schema)]
pub struct Events {
    pub items: Vec<Event>,
    #[field("nextPageToken")]
    pub next_page_token: Option<String>,
}

#[object(server, schema)]
pub struct Event {
    pub id: String,
}

/// Google Calendar: a token in the body of each page.
#[endpoints(server, schema, rename_all = "camelCase")]
pub trait Calendars {
    #[endpoint(
        GET "/calendar/v3/calendars/<calendar_id>/events?pageToken=<page_token>&maxResults=<max_results>",
        paginate(
            cursor = page_token,
            next = next_page_token as "/nextPageToken",
            items = items: Vec<Event>,
            limit = max_results,
        )
    )]
    async fn list_events(
        &self,
        calendar_id: String,
        page_token: Option<String>,
        max_results: Option<u16>,
    ) -> Result<Events>;
}

#[object(server, schema)]
pub struct GuildMember {
    pub user: DiscordUser,
}

#[object(server, schema)]
pub struct DiscordUser {
    pub id: String,
}

/// Discord: the members after the last one of the page.
#[endpoints(server, schema)]
pub trait Guilds {
    #[endpoint(
        GET "/guilds/<guild_id>/members?<limit>&<after>",
        paginate(after = after, last = user.id, limit = limit)
    )]
    async fn list_members(
        &self,
        guild_id: String,
        limit: Option<u16>,
        after: Option<String>,
    ) -> Result<Vec<GuildMember>>;
}

#[object(server, schema)]
pub struct Issue {
    pub number: u64,
}

/// GitHub: the URL of the next page in the header `Link`.
#[endpoints(server, schema)]
pub trait Issues {
    #[endpoint(GET "/repos/<owner>/<repo>/issues?<per_page>", paginate(link, limit = per_page))]
    async fn list_issues(&self, owner: String, repo: String, per_page: Option<u8>) -> Result<Vec<Issue>>;
}

#[object(server, schema)]
pub struct GraphUsers {
    pub value: Vec<GraphUser>,
    #[field("@odata.nextLink")]
    pub next_link: Option<String>,
}

#[object(server, schema)]
pub struct GraphUser {
    pub id: String,
}

/// Microsoft Graph: the URL of the next page in the body.
#[endpoints(server, schema)]
pub trait GraphUsersApi {
    #[endpoint(
        GET "/v1.0/users?$top=<top>",
        paginate(url = next_link as "/@odata.nextLink", items = value: Vec<GraphUser>, limit = top)
    )]
    async fn list_graph_users(
        &self,
        top: Option<u16>,
        #[header("ConsistencyLevel")] consistency_level: Option<String>,
    ) -> Result<GraphUsers>;
}

#[object(server, schema)]
pub struct Charges {
    pub data: Vec<Charge>,
    pub has_more: bool,
}

#[object(server, schema)]
pub struct Charge {
    pub id: String,
}

/// Stripe: the charges after the last one, while there are more.
#[endpoints(server, schema)]
pub trait ChargesApi {
    #[endpoint(
        GET "/v1/charges?<starting_after>",
        paginate(after = starting_after, last = id, items = data: Vec<Charge>, more = has_more)
    )]
    async fn list_charges(&self, starting_after: Option<String>) -> Result<Charges>;
}

#[object(server, schema)]
pub struct Numbered {
    pub results: Vec<u32>,
    pub paging: Option<Paging>,
}

#[object(server, schema)]
pub struct Paging {
    pub pages: Option<u32>,
    pub total: Option<u64>,
}

/// Pages by their numbers, and by the number of items before them.
#[endpoints(server, schema)]
pub trait NumberedPages {
    #[endpoint(GET "/pages?<page>", paginate(page = page, items = results: Vec<u32>, pages = paging?.pages))]
    async fn by_page(&self, page: Option<u32>) -> Result<Numbered>;

    #[endpoint(POST "/offsets", idempotent, paginate(offset = start, items = results: Vec<u32>, total = paging?.total))]
    async fn by_offset(&self, start: Option<u64>) -> Result<Numbered>;
}

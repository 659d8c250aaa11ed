//! Google Calendar: times with an offset, booleans, and a repeated key.

use endpoint_runtime::{Json, Result, endpoints, open_enum};

/// The kind of an event.
#[open_enum(rename_all = "camelCase", schema)]
pub enum EventType {
    Default,
    FocusTime,
    OutOfOffice,
}

#[endpoints(server, schema)]
pub trait Events {
    /// Lists the events of a calendar.
    #[endpoint(
        GET "/calendar/v3/calendars/<calendar_id>/events?timeMin=<time_min>&timeMax=<time_max>&singleEvents=<single_events>&orderBy=<order_by>&eventTypes=<event_types>&pageToken=<page_token>"
    )]
    async fn list_events(
        &self,
        calendar_id: String,
        /// A time with an offset (RFC 3339).
        time_min: Option<String>,
        time_max: Option<String>,
        single_events: Option<bool>,
        order_by: Option<String>,
        event_types: Vec<EventType>,
        page_token: Option<String>,
    ) -> Result<Json>;
}

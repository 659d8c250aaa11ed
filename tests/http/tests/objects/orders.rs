//! The declaration of an API of orders, and an implementation.

use std::sync::{Arc, Mutex};

use endpoint_runtime::{Client, JsonMap, Param, Result, endpoints, object, open_enum, schema::schemars};
use serde::{Deserialize, Serialize};

/// The name of a part.
#[derive(Clone, Debug, Default, PartialEq, Param, Serialize, Deserialize, schemars::JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(transparent)]
pub struct PartId(pub String);

/// The state of an order.
#[open_enum(rename_all = "snake_case", schema)]
pub enum State {
    /// Was received.
    Placed,
    /// Is on its way.
    OnItsWay,
}

/// A part and its weight.
#[object(sent, schema)]
pub struct Item {
    /// The part.
    pub part_id: PartId,
    /// The weight.
    pub grams: u32,
    /// The color.
    pub color: Option<String>,
    /// The parts inside.
    #[field(default)]
    pub inner: Vec<Item>,
}

/// A person to call.
#[object(sent, schema)]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The code of the door.
    #[sensitive]
    pub door_code: Option<String>,
}

/// An order.
#[object(sent, schema, rename_all = "camelCase")]
pub struct Order {
    /// The parts.
    pub all_items: Vec<Item>,
    /// The contact.
    pub contact: Option<Contact>,
    /// The state.
    pub current_state: State,
    /// The number of attempts.
    #[field(default = 3)]
    pub attempts: u8,
    /// Absent, null or a text.
    pub note: Option<Option<String>>,
    /// All others.
    #[rest]
    pub extra: JsonMap,
}

/// A name with a password.
#[object(sent, schema)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password.
    #[sensitive]
    pub password: String,
    /// The number of days for which it lasts.
    pub days: Option<u8>,
    /// The devices.
    #[field(default)]
    pub devices: Vec<String>,
}

/// An order that was placed.
#[object(server, schema)]
pub struct Placed {
    /// The order's id.
    pub id: String,
    /// The orders of the same day.
    pub others: Vec<Order>,
    /// The key of the parcel's box.
    #[sensitive]
    pub box_key: Option<String>,
    /// Whatever else there is.
    #[rest]
    pub extra: JsonMap,
}

/// Orders of parts.
#[endpoints(server, schema, tag = "Orders")]
pub trait Orders {
    /// Places an order.
    #[endpoint(POST "/orders/<order_id>")]
    async fn place(
        &self,
        order_id: String,
        items: Vec<Item>,
        contact: Option<Contact>,
        #[field("theState")] state: Option<State>,
    ) -> Result<Placed>;

    /// Replaces an order.
    #[endpoint(PUT "/orders/<order_id>")]
    async fn replace(&self, order_id: String, #[body] order: Order) -> Result<Order>;

    /// Signs in.
    #[endpoint(POST "/sign_in")]
    async fn sign_in(&self, #[body(form)] login: Login) -> Result<Placed>;
}

/// An implementation that records its requests and returns a prepared response.
#[derive(Clone, Default)]
pub(crate) struct Spy {
    pub(crate) placed: Arc<Mutex<Option<PlaceRequest>>>,
    pub(crate) login: Arc<Mutex<Option<Login>>>,
    pub(crate) answer: Placed,
}

impl Orders for Spy {
    async fn place(&self, request: PlaceRequest) -> Result<Placed> {
        *self.placed.lock().unwrap() = Some(request);
        Ok(self.answer.clone())
    }

    async fn replace(&self, request: ReplaceRequest) -> Result<Order> {
        Ok(request.order)
    }

    async fn sign_in(&self, request: SignInRequest) -> Result<Placed> {
        *self.login.lock().unwrap() = Some(request.login);
        Ok(self.answer.clone())
    }
}

impl Spy {
    pub(crate) fn client(&self) -> Client {
        Client::builder().service(OrdersServer::new(self.clone())).build().unwrap()
    }
}

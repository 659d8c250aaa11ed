//! Machine-to-machine clients and their secrets.

#![expect(clippy::option_option, reason = "absent is one thing and null is another")]

use endpoint_runtime::JsonMap;

use super::{
    super::{
        Sandbox,
        api_error::ApiError,
        search::{PageErrors, page},
        session_entries::merge,
        state::State,
    },
    client_secrets::last_four,
    connected_app_clients::set,
    m2m_search,
};
use crate::{
    Result,
    ids::M2mClientId,
    m2m::clients::{
        ClientStatus, Clients, CreateRequest, CreateResponse, DeleteRequest, DeleteResponse, GetRequest, M2mClient,
        M2mClientResponse, M2mClientWithClientSecret, M2mClientWithNextClientSecret, SearchRequest, SearchResponse,
        UpdateRequest,
        secrets::{RotateCancelRequest, RotateRequest, RotateStartRequest, RotateStartResponse, Secrets},
    },
    secrets::ClientSecret,
};

/// The number of scopes of a client.
const MAX_SCOPES: usize = 100;
/// The length of a client's id, name or description.
const MAX_TEXT: usize = 256;
/// The length of a client's secret.
const MAX_SECRET: usize = 72;

/// A machine-to-machine client, and its secrets.
pub(super) struct M2mEntry {
    pub(super) client: M2mClient,
    pub(super) secret: ClientSecret,
    pub(super) next_secret: Option<ClientSecret>,
}

type Checked<T> = std::result::Result<T, ApiError>;

impl State {
    pub(super) fn m2m_client(&self, id: &M2mClientId) -> Checked<&M2mEntry> {
        self.oauth.m2m_clients.get(id).ok_or_else(not_found)
    }

    fn m2m_client_mut(&mut self, id: &M2mClientId) -> Checked<&mut M2mEntry> {
        self.oauth.m2m_clients.get_mut(id).ok_or_else(not_found)
    }

    /// Ends a rotation, with the next secret in place of the present one or without.
    fn end_m2m_rotation(
        &mut self,
        id: &M2mClientId,
        is_completed: bool,
        request_id: String,
    ) -> Checked<M2mClientResponse> {
        let entry = self.m2m_client_mut(id)?;
        let Some(next) = entry.next_secret.take() else {
            let message = "No rotation of the secret is going on; start one.";
            return Err(ApiError::bad_request("m2m_client_not_rotating_secret", message));
        };
        if is_completed {
            entry.client.client_secret_last_four = last_four(&next);
            entry.secret = next;
        }
        entry.client.next_client_secret_last_four = None;
        Ok(M2mClientResponse { request_id, status_code: 200, m2m_client: entry.client.clone() })
    }
}

fn not_found() -> ApiError {
    ApiError::not_found("m2m_client_not_found", "The project has no machine-to-machine client with this id.")
}

impl Clients for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let CreateRequest { scopes, client_id, client_secret, client_name, client_description, .. } = request;
            check_scopes(&scopes)?;
            let client_id = match client_id {
                Some(id) if !is_name(id.as_str()) => {
                    let message = "`client_id` has to be 1 to 256 characters without blanks.";
                    return Err(ApiError::bad_request("m2m_client_invalid_client_id", message));
                }
                Some(id) => id,
                None => state.ids.id("m2m-client").into(),
            };
            if state.oauth.m2m_clients.contains_key(&client_id) {
                let message = "The project has a machine-to-machine client with this id.";
                return Err(ApiError::bad_request("duplicate_m2m_client_id", message));
            }
            let secret = match client_secret {
                Some(secret) => check_given_secret(secret)?,
                None => state.ids.token("secret").into(),
            };
            let mut client = M2mClient {
                client_id: client_id.clone(),
                status: ClientStatus::Active,
                scopes,
                client_secret_last_four: last_four(&secret),
                ..M2mClient::default()
            };
            set_name(&mut client, Some(client_name), Some(client_description))?;
            change_metadata(&mut client, Some(request.trusted_metadata))?;
            if state.oauth.m2m_clients.len() >= Self::MAX_ENTRIES {
                return Err(ApiError::full());
            }
            let shown = client.clone();
            let entry = M2mEntry { client, secret: secret.clone(), next_secret: None };
            state.oauth.m2m_clients.insert(client_id, entry);
            let m2m_client = M2mClientWithClientSecret {
                client_id: shown.client_id,
                client_secret: secret,
                client_name: shown.client_name,
                client_description: shown.client_description,
                status: shown.status,
                scopes: shown.scopes,
                client_secret_last_four: shown.client_secret_last_four,
                trusted_metadata: shown.trusted_metadata,
                next_client_secret_last_four: None,
            };
            Ok(CreateResponse { request_id, status_code: 200, m2m_client })
        })
    }

    async fn search(&self, request: SearchRequest) -> Result<SearchResponse> {
        self.respond(|state, request_id| {
            let filters = m2m_search::read(request.query.as_ref())?;
            let clients = state.oauth.m2m_clients.iter().map(|(id, entry)| (id, &entry.client));
            let found = clients.filter(|(_, client)| filters.accept(|filter| filter.matches(client))).collect();
            let (found, results_metadata) =
                page(found, request.cursor.as_deref(), request.limit, &PageErrors::BAD_REQUEST)?;
            let m2m_clients = found.into_iter().cloned().collect();
            Ok(SearchResponse { request_id, status_code: 200, m2m_clients, results_metadata })
        })
    }

    async fn delete(&self, request: DeleteRequest) -> Result<DeleteResponse> {
        self.respond(|state, request_id| {
            let client_id = request.client_id;
            state.oauth.m2m_clients.remove(&client_id).ok_or_else(not_found)?;
            state.oauth.revoke_m2m_client(&client_id);
            Ok(DeleteResponse { request_id, status_code: 200, client_id })
        })
    }

    async fn get(&self, request: GetRequest) -> Result<M2mClientResponse> {
        self.respond(|state, request_id| {
            let m2m_client = state.m2m_client(&request.client_id)?.client.clone();
            Ok(M2mClientResponse { request_id, status_code: 200, m2m_client })
        })
    }

    async fn update(&self, request: UpdateRequest) -> Result<M2mClientResponse> {
        self.respond(|state, request_id| {
            let entry = state.m2m_client_mut(&request.client_id)?;
            let mut client = entry.client.clone();
            set_name(&mut client, request.client_name, request.client_description)?;
            match request.status {
                None => {}
                Some(Some(status @ (ClientStatus::Active | ClientStatus::Inactive))) => {
                    client.status = status;
                }
                Some(_) => {
                    let message = "`status` has to be `active` or `inactive`.";
                    return Err(ApiError::bad_request("m2m_client_invalid_status", message));
                }
            }
            set(&mut client.scopes, request.scopes);
            check_scopes(&client.scopes)?;
            change_metadata(&mut client, request.trusted_metadata)?;
            entry.client = client.clone();
            Ok(M2mClientResponse { request_id, status_code: 200, m2m_client: client })
        })
    }
}

impl Secrets for Sandbox {
    async fn rotate_start(&self, request: RotateStartRequest) -> Result<RotateStartResponse> {
        self.respond(|state, request_id| {
            let next = ClientSecret::from(state.ids.token("secret"));
            let entry = state.m2m_client_mut(&request.client_id)?;
            if entry.next_secret.is_some() {
                let message = "A rotation of the secret is going on; complete or cancel it first.";
                return Err(ApiError::bad_request("m2m_client_already_rotating_secret", message));
            }
            entry.client.next_client_secret_last_four = Some(last_four(&next));
            entry.next_secret = Some(next.clone());
            let client = entry.client.clone();
            let m2m_client = M2mClientWithNextClientSecret {
                client_id: client.client_id,
                next_client_secret: next,
                client_name: client.client_name,
                client_description: client.client_description,
                status: client.status,
                scopes: client.scopes,
                client_secret_last_four: client.client_secret_last_four,
                trusted_metadata: client.trusted_metadata,
                next_client_secret_last_four: client.next_client_secret_last_four,
            };
            Ok(RotateStartResponse { request_id, status_code: 200, m2m_client })
        })
    }

    async fn rotate(&self, request: RotateRequest) -> Result<M2mClientResponse> {
        self.respond(|state, request_id| state.end_m2m_rotation(&request.client_id, true, request_id))
    }

    async fn rotate_cancel(&self, request: RotateCancelRequest) -> Result<M2mClientResponse> {
        self.respond(|state, request_id| state.end_m2m_rotation(&request.client_id, false, request_id))
    }
}

/// Returns whether a text is one word of a sensible length.
fn is_name(text: &str) -> bool {
    (1..=MAX_TEXT).contains(&text.len()) && !text.contains(|char: char| char.is_whitespace() || char.is_control())
}

fn check_scopes(scopes: &[String]) -> Checked<()> {
    if scopes.len() > MAX_SCOPES {
        let message = format!("A client has at most {MAX_SCOPES} scopes.");
        return Err(ApiError::bad_request("too_many_m2m_client_scopes", message));
    }
    if scopes.iter().all(|scope| is_name(scope)) {
        return Ok(());
    }
    Err(ApiError::bad_request("invalid_m2m_client_scope", "A scope has to be one word."))
}

fn check_given_secret(secret: ClientSecret) -> Checked<ClientSecret> {
    let text = secret.expose_secret();
    if !text.is_empty() && text.contains(|char: char| char.is_whitespace() || char.is_control()) {
        let message = "`client_secret` has blanks or control characters.";
        return Err(ApiError::bad_request("m2m_client_invalid_client_secret", message));
    }
    if text.len() > MAX_SECRET {
        let message = format!("`client_secret` is longer than {MAX_SECRET} bytes.");
        return Err(ApiError::bad_request("client_secret_too_long", message));
    }
    let first = text.chars().next();
    if text.chars().count() < 8 || text.chars().all(|char| Some(char) == first) {
        let message = "`client_secret` has to be at least eight characters that are hard to guess.";
        return Err(ApiError::bad_request("insecure_m2m_client_secret", message));
    }
    Ok(secret)
}

fn set_name(client: &mut M2mClient, name: Option<Option<String>>, description: Option<Option<String>>) -> Checked<()> {
    set(&mut client.client_name, name);
    set(&mut client.client_description, description);
    if client.client_name.len() > MAX_TEXT {
        let message = format!("`client_name` is longer than {MAX_TEXT} bytes.");
        return Err(ApiError::bad_request("m2m_client_invalid_client_name", message));
    }
    if client.client_description.len() > MAX_TEXT {
        let message = format!("`client_description` is longer than {MAX_TEXT} bytes.");
        return Err(ApiError::bad_request("m2m_client_invalid_client_description", message));
    }
    Ok(())
}

/// Merges metadata into the client's; null in place of all removes it.
fn change_metadata(client: &mut M2mClient, change: Option<Option<JsonMap>>) -> Checked<()> {
    match change {
        None => {}
        Some(None) => client.trusted_metadata = None,
        Some(Some(changes)) => merge(client.trusted_metadata.get_or_insert_default(), changes),
    }
    let metadata = client.trusted_metadata.clone().unwrap_or_default();
    if metadata.len() > 20 {
        return Err(ApiError::bad_request("metadata_too_many_keys", "`trusted_metadata` has more than 20 keys."));
    }
    if endpoint_runtime::Json::from(metadata).to_string().len() > 4096 {
        return Err(ApiError::bad_request("metadata_too_large", "`trusted_metadata` is larger than 4 KiB."));
    }
    Ok(())
}

//! The service as a whole, and its socket.

use std::{io, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::get,
};
use endpoint_export::openapi::openapi;
use endpoint_runtime::{
    Body,
    http::{self, HeaderValue, StatusCode, header},
    provider::ProviderError,
    server::{Rejection, RequestHead},
};
use tokio::{net::TcpListener, sync::oneshot, time::sleep};

use crate::{
    notes::{NotesServer, provider},
    service::Service,
    store::Store,
    tokens::{Tokens, User},
};

/// The time that calls have to end once the service is stopping.
const GRACE: Duration = Duration::from_secs(10);

/// Returns the routes: the declared endpoints for users with a token, and the document and `/health` for everybody.
///
/// # Errors
/// Two declarations contradict each other.
pub fn app(store: Store, tokens: Tokens) -> Result<Router, ProviderError> {
    let document = openapi(&provider()?).to_string();
    let health = {
        let store = store.clone();
        async move || store.check().await.map_err(|_| StatusCode::SERVICE_UNAVAILABLE)
    };
    let notes = NotesServer::per_request(move |head: RequestHead<'_>| {
        Ok(Service { user: head.extension::<User>()?.clone(), store: store.clone() })
    });
    let notes = Router::new().fallback_service(notes).layer(from_fn_with_state(tokens, sign_in));
    Ok(Router::new()
        .route("/health", get(health))
        .route("/openapi.json", get(async move || ([(header::CONTENT_TYPE, "application/json")], document)))
        .fallback_service(notes))
}

/// Finds the user of a request, or refuses it before its body is read.
async fn sign_in(
    State(tokens): State<Tokens>,
    mut request: Request,
    next: Next,
) -> Result<Response, http::Response<Body>> {
    let value = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token =
        value.and_then(|value| value.split_once(' ')).filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let Some(user) = token.and_then(|(_, token)| tokens.user(token)).cloned() else {
        return Err(Rejection::new(StatusCode::UNAUTHORIZED, "send a valid token as `Authorization: Bearer …`")
            .with_header(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
            .into());
    };
    request.extensions_mut().insert(user);
    Ok(next.run(request).await)
}

/// Serves the app until `stop` is over. Calls that have begun then have 10 seconds to end.
///
/// # Errors
/// The socket fails.
pub async fn serve(
    socket: TcpListener,
    app: Router,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, stopped) = oneshot::channel::<()>();
    let graceful = axum::serve(socket, app).with_graceful_shutdown(async move {
        stop.await;
        drop(stopping);
    });
    let late = async {
        // Ends with an error, since `stopping` is dropped.
        let _ = stopped.await;
        sleep(GRACE).await;
    };
    tokio::select! {
        result = graceful => result,
        () = late => Ok(()),
    }
}

//! Takes payments that no retry and no restart takes twice.

use std::{env, error::Error};

use endpoint_runtime::{Client, Paginate, auth::Bearer};
use example_payments::{
    Address, CreateRequest, Fake, ListRequest, PaymentIntentsClient, PaymentIntentsServer, Shipping,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let payments = PaymentIntentsClient::from(client()?);

    // All attempts of this call have one key, so that a lost response is asked for again and not paid again.
    let order = CreateRequest::new(1_200_u64, "eur", "pm_card_visa")
        .shipping(Shipping::new("Ada Lovelace", Address::new("12 St James's Square", "London")))
        .metadata([("order", "6735")]);
    let payment = payments.create(order).await?;
    println!("order 6735: {} of {} cents {}", payment.id, payment.amount, payment.status);

    // A key that is stored with the order outlives the program: sent after a restart, it finds the same payment.
    let order = CreateRequest::new(500_u64, "eur", "pm_card_visa").metadata([("order", "6736")]).key("order-6736");
    let first = payments.create(order.clone()).await?;
    let after_restart = payments.create(order).await?;
    println!("order 6736: {} {}, and again {}", first.id, first.status, after_restart.id);

    // A declined card is an error with a code, and is not retried.
    match payments.create(CreateRequest::new(900_u64, "eur", "pm_card_visa_chargeDeclined")).await {
        Ok(payment) => println!("order 6737: {} {}", payment.id, payment.status),
        Err(error) if error.code().as_deref() == Some("card_declined") => {
            println!("order 6737: {}", error.message().unwrap_or_default());
        }
        Err(error) => return Err(error.into()),
    }

    // A page is requested when it is asked for.
    let mut newest_first = ListRequest::new().limit(1).items(&payments);
    for _ in 0..2 {
        let Some(payment) = newest_first.next().await.transpose()? else { break };
        let order = payment.metadata.get("order").map_or("unknown", String::as_str);
        println!("listed: order {order}, {} cents", payment.amount);
    }
    Ok(())
}

/// Returns a client of the API at `PAYMENTS_URL`, or of the fake.
fn client() -> Result<Client, Box<dyn Error>> {
    let builder = match env::var("PAYMENTS_URL") {
        Ok(url) => {
            let token = env::var("PAYMENTS_TOKEN").map_err(|_| "set PAYMENTS_TOKEN to the secret key")?;
            Client::builder().base_url(url).auth(Bearer::new(token))
        }
        Err(_) => Client::builder().service(PaymentIntentsServer::new(Fake::default())),
    };
    Ok(builder.build()?)
}

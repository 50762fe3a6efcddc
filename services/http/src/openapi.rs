//! The OpenAPI 3.1 document, made from the table of routes and the schemas of the types they answer.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Map, Value, json};

use crate::problem::Problem;
use crate::routes::{Operation, Route, table};

/// The document.
#[must_use]
pub fn document() -> Value {
    let settings = SchemaSettings::draft2020_12()
        .with(|settings| settings.definitions_path = "/components/schemas".into());
    let mut generator = settings.into_generator();
    let mut paths = Map::new();
    for route in table() {
        let mut item = Map::new();
        for operation in &route.operations {
            item.insert(operation.method.to_owned(), describe(&route, operation, &mut generator));
        }
        paths.insert(route.path.to_owned(), Value::Object(item));
    }
    let problem = Problem::json_schema(&mut generator);
    let mut schemas: Map<String, Value> = generator.take_definitions(true);
    schemas.insert("Problem".to_owned(), problem.to_value());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Insyn",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "The record of a municipality's goal- and results-based school management.",
            "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": insyn_app::session::Cookies::default().session()},
            },
        },
    })
}

fn describe(route: &Route, operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters(route, operation),
        "responses": responses(operation, generator),
    });
    if !operation.opens.is_open() {
        described["security"] = json!([{"session": []}]);
    }
    if let Some(body) = operation.body {
        described["requestBody"] = json!({
            "required": true,
            "content": {"application/json": {"schema": body(generator)}},
        });
    }
    described
}

fn parameters(route: &Route, operation: &Operation) -> Vec<Value> {
    let text = json!({"type": "string"});
    let in_path = route.path.split('{').skip(1).filter_map(|part| part.split('}').next());
    let mut parameters: Vec<Value> = in_path
        .map(|name| json!({"name": name, "in": "path", "required": true, "schema": text}))
        .collect();
    parameters.extend(operation.query.iter().map(|parameter| {
        json!({
            "name": parameter.name, "in": "query", "required": false,
            "description": parameter.about, "schema": text,
        })
    }));
    if operation.idempotent {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": true,
            "description": "The command's id: asking again with it gives the first receipt, for ever.",
            "schema": {"type": "string", "format": "uuid"},
        }));
    }
    parameters
}

fn responses(operation: &Operation, generator: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    for status in operation.success {
        let mut response = json!({"description": "Done."});
        if let Some(answer) = operation.answer {
            response["content"] = json!({"application/json": {"schema": answer(generator)}});
        }
        responses.insert(status.to_string(), response);
    }
    let problem = json!({"$ref": "#/components/schemas/Problem"});
    responses.insert(
        "default".to_owned(),
        json!({
            "description": "A refusal or a fault (RFC 9457).",
            "content": {"application/problem+json": {"schema": problem}},
        }),
    );
    Value::Object(responses)
}

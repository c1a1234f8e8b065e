-- Projects carry the organisation; milestones inherit it through their project.
CREATE TABLE projects (
    id         INTEGER PRIMARY KEY,
    org_id     INTEGER NOT NULL REFERENCES organisations (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    summary    TEXT    NOT NULL DEFAULT '',
    lead_id    INTEGER NOT NULL DEFAULT 0,
    deadline   TEXT    NOT NULL DEFAULT '',
    archived   INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    UNIQUE (org_id, name)
);

CREATE TABLE milestones (
    id         INTEGER PRIMARY KEY,
    project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,
    title      TEXT    NOT NULL,
    due_on     TEXT    NOT NULL,
    done       INTEGER NOT NULL DEFAULT 0
);

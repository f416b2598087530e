CREATE TABLE "quick_reply" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"name" text NOT NULL,
	"texts" jsonb NOT NULL,
	"kinds" jsonb,
	"retired_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);

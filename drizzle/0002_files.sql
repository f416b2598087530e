CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"person_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"size" bigint,
	"source" text NOT NULL,
	"state" text DEFAULT 'expected' NOT NULL,
	"reason" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"token" uuid,
	"lease_until" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "file_content" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid,
	"bytes" "bytea" NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "file_expected" ON "file" USING btree ("at") WHERE state = 'expected';--> statement-breakpoint
CREATE INDEX "file_content_at" ON "file_content" USING brin ("at");
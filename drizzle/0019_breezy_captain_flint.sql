CREATE TABLE "application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"brand" text NOT NULL,
	"language" text NOT NULL,
	"status" text NOT NULL,
	"answers" jsonb,
	"score" jsonb,
	"messages" jsonb NOT NULL,
	"asked" boolean NOT NULL,
	"shared" boolean NOT NULL,
	"decision" jsonb,
	"wait_until" text,
	"due_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "application_health" (
	"id" uuid PRIMARY KEY NOT NULL,
	"words" text,
	"consented_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "application_person" ON "application" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_newest" ON "application" USING btree (created_at desc,"id");
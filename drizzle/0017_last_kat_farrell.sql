CREATE TABLE "dossier" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"brand" text NOT NULL,
	"entries" jsonb NOT NULL,
	"interviews" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "dossier_person" ON "dossier" USING btree ("person_id");
CREATE TABLE "delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"reference" text NOT NULL,
	"outlet_id" uuid NOT NULL,
	"received_on" text NOT NULL,
	"person_id" uuid NOT NULL,
	"case_id" uuid,
	"planned" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_reference" ON "delivery" USING btree (upper("reference"));--> statement-breakpoint
CREATE INDEX "delivery_person" ON "delivery" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "delivery_unplanned" ON "delivery" USING btree ("created_at","id") WHERE not planned;
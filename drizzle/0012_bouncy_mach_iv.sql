CREATE TABLE "callback" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"topic" text NOT NULL,
	"person_id" uuid NOT NULL,
	"case_id" uuid,
	"owner_id" uuid,
	"time_window" jsonb NOT NULL,
	"rounds" jsonb NOT NULL,
	"attempts" jsonb NOT NULL,
	"started_at" timestamp (3) with time zone,
	"undecided" text,
	"result" text,
	"cancelled" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "callback_slot" (
	"slot" timestamp (3) with time zone NOT NULL,
	"place" integer NOT NULL,
	"callback_id" uuid NOT NULL,
	CONSTRAINT "callback_slot_slot_place_pk" PRIMARY KEY("slot","place")
);
--> statement-breakpoint
CREATE INDEX "callback_person" ON "callback" USING btree ("person_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "callback_open" ON "callback" USING btree ("owner_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "callback_slot_callback" ON "callback_slot" USING btree ("callback_id");
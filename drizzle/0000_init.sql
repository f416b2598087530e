CREATE SEQUENCE "public"."case_number" INCREMENT BY 20 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1001 CACHE 1;--> statement-breakpoint
CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"workspace" text NOT NULL,
	"user_id" text NOT NULL,
	"display_name" text NOT NULL,
	CONSTRAINT "account_identity" UNIQUE("channel","workspace","user_id")
);
--> statement-breakpoint
CREATE TABLE "answer" (
	"draft_id" uuid NOT NULL,
	"field" text NOT NULL,
	"value" jsonb,
	"words" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "answer_draft_id_field_pk" PRIMARY KEY("draft_id","field")
);
--> statement-breakpoint
CREATE TABLE "case_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"seq" bigint NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"urgent" boolean NOT NULL,
	"person_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"language" text NOT NULL,
	"outlet_id" uuid,
	"facts" jsonb NOT NULL,
	"words" text NOT NULL,
	"cause" text,
	"intake" text,
	"assignee_id" uuid,
	"outcome" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"confirmed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "conversation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"thread_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"frames" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"flow" text NOT NULL,
	"version" integer NOT NULL,
	"status" text NOT NULL,
	"opening" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"payload" jsonb,
	"error" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"aggregate" text NOT NULL,
	"event_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "journal_id_seq_pk" PRIMARY KEY("id","seq")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"thread_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"event_id" uuid NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"message" jsonb NOT NULL,
	"replaces" uuid,
	"native_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_place" UNIQUE("thread_id","seq")
);
--> statement-breakpoint
CREATE TABLE "outlet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"region" text NOT NULL,
	"zone" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"role" text NOT NULL,
	"language" text,
	"name" text,
	"phone" text,
	"zone" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "thread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"tail" bigint NOT NULL,
	"token" uuid,
	"lease_until" timestamp (3) with time zone,
	"not_before" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"key" text PRIMARY KEY NOT NULL,
	"rev" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"ids" jsonb NOT NULL,
	"token" uuid,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_person" ON "account" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_file_number" ON "case_file" USING btree (upper("number"));--> statement-breakpoint
CREATE INDEX "case_file_open" ON "case_file" USING btree ("urgent" DESC NULLS FIRST,"due_at") WHERE status <> 'confirmed';--> statement-breakpoint
CREATE INDEX "case_file_person" ON "case_file" USING btree ("person_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "event_at" ON "event" USING brin ("at");--> statement-breakpoint
CREATE INDEX "event_failed" ON "event" USING btree ("at") WHERE status = 'failed';--> statement-breakpoint
CREATE INDEX "outbox_pending" ON "outbox" USING btree ("thread_id","seq") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "outbox_failed" ON "outbox" USING btree ("at") WHERE status = 'failed';--> statement-breakpoint
CREATE UNIQUE INDEX "outlet_code" ON "outlet" USING btree (lower("code"));--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("due_at");
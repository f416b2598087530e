CREATE TABLE "policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"brand" text NOT NULL,
	"key" text NOT NULL,
	"language" text NOT NULL,
	"region" text,
	"approved" jsonb,
	"draft" jsonb,
	"source" text NOT NULL,
	"retired_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "policy_subject" UNIQUE NULLS NOT DISTINCT("brand","key","language","region")
);
--> statement-breakpoint
CREATE TABLE "question" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"person_id" uuid NOT NULL,
	"words" text NOT NULL,
	"language" text NOT NULL,
	"outcome" text NOT NULL,
	"policy_id" uuid,
	"version" integer,
	"case_id" uuid,
	"helped" boolean,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "policy_draft" ON "policy" USING btree ("created_at") WHERE draft is not null;--> statement-breakpoint
CREATE INDEX "question_person" ON "question" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "question_created" ON "question" USING btree ("created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "question_case" ON "question" USING btree ("case_id") WHERE case_id is not null;
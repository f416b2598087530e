CREATE TABLE "code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"purpose" text NOT NULL,
	"person_id" uuid,
	"account_id" uuid,
	"thread_id" uuid,
	"language" text,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"tries" integer NOT NULL,
	"state" text NOT NULL,
	"taken_by" uuid
);
--> statement-breakpoint
CREATE TABLE "guess" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"tries" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "code_name" ON "code" USING btree ("name");--> statement-breakpoint
CREATE INDEX "file_person" ON "file" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "journal_audit" ON "journal" USING btree ("at" DESC NULLS FIRST,"id") WHERE kind like 'audit:%';--> statement-breakpoint
CREATE INDEX "journal_files" ON "journal" USING gin ((body -> 'files') jsonb_path_ops) WHERE aggregate = 'case' and body ? 'files';